/** The version of the protocol. A server refuses others with `bye`, and the page asks to be loaded anew. */
export const PROTOCOL = 1;

/** How much a `hello` may name; the rest is opened one by one. */
export const MOST_GREETED = { windows: 500, texts: 200 };
