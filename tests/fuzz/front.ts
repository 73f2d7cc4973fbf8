import { groupAudience, groupOf, personAudience, roomOf } from '../../core/session/parts.ts';
import type { Player } from './player.ts';
import type { Act } from './scenario.ts';

/** What happens at the front of the room: lines, marks, a pair with consent, a share-out. */
export function actAtFront(player: Player, { do: what, luck: [luck = 0, more = 0], token }: Act): boolean {
  const { client, name } = player;
  const { parts } = client.view();
  const room = roomOf(parts);
  const say = (command: Parameters<typeof client.act>[0]) => client.act(command, name);
  const pick = <T>(items: readonly T[], by = luck): T | undefined => items[Math.floor(by * items.length)];
  const own = parts.get(personAudience(name))?.own;
  const groups = room ? [...room.groups.keys()] : [];
  const notesIn = (group: string | null | undefined) =>
    group ? [...(parts.get(groupAudience(group))?.tree.notes.keys() ?? [])] : [];
  switch (what) {
    case 'broadcast':
      say({ type: 'broadcast', id: `b-${token}`, words: token });
      return true;
    case 'comment':
      say({
        type: 'comment',
        id: `b-${token}`,
        groups: groups.slice(0, 1 + Math.floor(more * 3)),
        words: token,
      });
      return true;
    case 'put-away': {
      const group = player.groupPart()?.part.group;
      const line = pick([...(room?.front?.lines ?? []), ...(group?.told ?? [])]);
      if (line) say({ type: 'put-away', id: line.id });
      return true;
    }
    case 'mark': {
      const group = pick(groups);
      const note = pick(notesIn(group), more);
      if (group && note) say({ type: 'mark', to: groupAudience(group), note });
      return true;
    }
    case 'unmark': {
      const mark = pick(own?.marks ?? []);
      if (mark) say({ type: 'unmark', to: mark.to, note: mark.note });
      return true;
    }
    case 'pick-pair': {
      const [first, second] = luck < 0.5 ? groups : groups.toReversed();
      const strong = pick(notesIn(first), more);
      const weak = pick(notesIn(second), more);
      if (first && second && strong && weak) {
        say({
          type: 'pick-pair',
          id: `y-${token}`,
          strong: { group: first, note: strong },
          weak: { group: second, note: weak },
        });
      }
      return true;
    }
    case 'consent': {
      const ask = own?.asks?.at(-1);
      if (ask) say({ type: 'answer-ask', id: ask.id, yes: more < 0.85 });
      return true;
    }
    case 'show-pair': {
      const pair = own?.pairs?.at(-1);
      if (pair) say({ type: 'show-pair', id: pair.id });
      return true;
    }
    case 'tell-pair':
      say({ type: 'tell-pair' });
      return true;
    case 'clear-front':
      say({ type: 'clear-front' });
      return true;
    case 'pick-share': {
      const picked = player.groupPart()?.part.group?.sharing?.picked ?? [];
      const group = room && groupOf(room, name)?.id;
      const note = more < 0.8 ? pick(notesIn(group)) : pick(picked);
      if (note) say({ type: 'pick-share', note, picked: !picked.includes(note) });
      return true;
    }
    case 'name-shares':
      say({ type: 'name-shares', named: luck < 0.6 });
      return true;
    case 'share':
    case 'share-back':
      say({ type: 'share', to: what === 'share' ? 'next' : 'back' });
      return true;
    default:
      return false;
  }
}
