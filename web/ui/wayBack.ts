/** Where whoever was sent to sign in wanted to go: `?to=/s/…`. Only pages of this very Greenball. */
export const wayBack = (search: string): string => {
  const to = new URLSearchParams(search).get('to') ?? '';
  return /^\/[a-z]/.test(to) ? to : '/account';
};

/** To the page for signing in, and from there back to where one is. */
export const signInFirst = (from: string): string => `/sign-in?to=${encodeURIComponent(from)}`;
