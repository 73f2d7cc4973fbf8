import type { SessionEvent } from '../../core/session/event.ts';
import type { PersonId } from '../../core/stream/entry.ts';

/** A picture that somebody brought, with what they themselves said about it. */
export interface OwnPicture {
  says: string;
  width: number;
  height: number;
  at: number;
  /** Itself as a data link; null where it is gone, or the export would grow too large. */
  data: string | null;
}

/** Follows a log for the pictures that one person brought, and for what they said about others'. */
export class OwnPictures {
  private readonly person: PersonId;
  /** By the picture; null where somebody else brought it. */
  private readonly brought = new Map<string, Omit<OwnPicture, 'data'> | null>();
  /** By the picture and the words: when they said so first; null where somebody else did. An undo brings words back. */
  private readonly said = new Map<string, number | null>();

  constructor(person: PersonId) {
    this.person = person;
  }

  follow(event: SessionEvent, at: number): void {
    if (event.type !== 'picture-set' || !event.picture) return;
    const { id, says, width, height } = event.picture;
    const own = event.by === this.person;
    const key = `${id} ${says}`;
    if (!this.said.has(key)) this.said.set(key, own ? at : null);
    if (!this.brought.has(id)) this.brought.set(id, own ? { says, width, height, at } : null);
    const picture = this.brought.get(id);
    if (picture) picture.says = this.said.get(key) === null ? '' : says;
  }

  /** In the order in which they came. `link` gives a picture as a data link. */
  async list(link: (picture: string) => Promise<string | null>): Promise<OwnPicture[]> {
    const listed: OwnPicture[] = [];
    for (const [id, own] of this.brought) if (own) listed.push({ ...own, data: await link(id) });
    return listed;
  }

  /** What they said about pictures that others brought. */
  described(): { says: string; at: number }[] {
    return [...this.said].flatMap(([key, at]) => {
      const cut = key.indexOf(' ');
      const says = key.slice(cut + 1);
      return at === null || says === '' || this.brought.get(key.slice(0, cut)) ? [] : [{ says, at }];
    });
  }
}
