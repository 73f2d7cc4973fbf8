import type { SessionCommand } from '../../core/session/command.ts';
import { EVERYONE, groupOf, roomOf } from '../../core/session/parts.ts';
import type { World } from '../../testing/world.ts';
import type { Player } from './player.ts';
import type { Act } from './scenario.ts';

const PASSAGE = { title: 'Animals', field: 'zoology', source: '', licence: 'CC0' };

/** What comes from outside, most of it by way of the server: ideas, a passage, who knows what, who leads. */
export function actFromOutside(
  player: Player,
  { do: what, luck: [luck = 0, more = 0], token }: Act,
  world: World,
): boolean {
  const { client, name } = player;
  const { parts } = client.view();
  const serve = (command: SessionCommand, as = name): void =>
    void world.streams.command(world.ref, as, command);
  switch (what) {
    case 'bring': {
      const origin = { session: 'session:another', note: `o-${token}`, at: 1 };
      serve({ type: 'bring', ideas: [{ note: `i-${token}`, words: token, origin }] });
      return true;
    }
    case 'type-brought': {
      const brought = [...(parts.get(EVERYONE)?.tree.notes.values() ?? [])].filter(({ by }) => by === name);
      const note = brought[Math.floor(luck * brought.length)];
      if (note) player.append(EVERYONE, note.id, token);
      return true;
    }
    case 'passage': {
      const room = roomOf(parts);
      const group = room && groupOf(room, name);
      if (!group) return true;
      // Drawn by a chance of its own: its length tells of what is hidden, if anything does.
      const secret = `SECRET${'x'.repeat(Math.floor(luck * 40))}`;
      const text = 'Ants walk. Bees fly. Owls sit.';
      const passage = { ...PASSAGE, id: `passage-${token}`, text, cuts: [0, 11, 21], catch: secret };
      serve({ type: 'set-passage', group: group.id, passage });
      return true;
    }
    case 'cut-passage':
      client.act({ type: 'cut-passage', cuts: luck < 0.5 ? [0, 11] : [0, 5, 21] }, name);
      return true;
    case 'move-place':
      client.act({ type: 'move-place', place: Math.floor(luck * 4) }, name);
      return true;
    case 'knows':
      client.act(
        { type: 'set-knows', knows: luck < 0.5 ? ['ants'] : ['ants', `bees ${Math.floor(more * 9)}`] },
        name,
      );
      return true;
    case 'add-lead':
      serve({ type: 'add-lead', person: name }, 'server');
      return true;
    default:
      return false;
  }
}
