import type { OpenText } from '../../client/api.ts';
import { groupAudience, groupOf, roomOf, type SessionPart } from '../../core/session/parts.ts';
import type { Tab, World } from '../../testing/world.ts';

/** A person in a run: their tab, the texts that they hold open, and what they have written so far. */
export class Player {
  readonly name: string;
  readonly tab: Tab;
  readonly texts = new Map<string, OpenText>();
  /** Words that must be somewhere in the end, or have been given back. */
  readonly written = new Set<string>();
  tookBack = false;
  readonly drops: (() => void)[] = [];
  cards = 0;

  constructor(name: string, tab: Tab) {
    this.name = name;
    this.tab = tab;
  }

  get client() {
    return this.tab.client;
  }

  groupPart(): { to: string; part: SessionPart } | null {
    const { parts } = this.client.view();
    const room = roomOf(parts);
    const group = room && groupOf(room, this.name);
    const part = group && parts.get(groupAudience(group.id));
    return group && part ? { to: groupAudience(group.id), part } : null;
  }

  text(to: string, note: string): OpenText {
    const key = `${to} ${note}`;
    let text = this.texts.get(key);
    if (!text) {
      text = this.client.openText(to, note, this.name);
      this.texts.set(key, text);
    }
    return text;
  }

  append(to: string, note: string, token: string): void {
    const text = this.text(to, note);
    if (!text.ready()) return;
    const words = text.words();
    const next = words === '' ? token : `${words} ${token}`;
    text.type(next, next.length);
    this.written.add(token);
  }

  /** What the server does once it has taken in a picture over HTTP. */
  putPicture(world: World, to: string, note: string, token: string): void {
    const picture = { id: `i-${token}`, width: 4, height: 3, says: token };
    void world.streams.command(world.ref, this.name, { type: 'set-picture', to, note, picture });
  }
}
