/** Most bytes of pictures in one export: some hundreds of photos. */
const MOST_PICTURED = 64 * 1024 * 1024;

/** The bytes of a picture; null where they are gone. */
export type ReadPicture<Name> = (picture: Name) => Promise<{ type: string; bytes: Uint8Array } | null>;

/** Gives pictures as data links; null for what is gone, and once one export would grow too large. */
export function linkPictures<Name>(read: ReadPicture<Name>): (picture: Name) => Promise<string | null> {
  let linked = 0;
  return async (picture) => {
    const held = linked < MOST_PICTURED ? await read(picture) : null;
    if (!held) return null;
    linked += held.bytes.length;
    return `data:${held.type};base64,${Buffer.from(held.bytes).toString('base64')}`;
  };
}
