import { ROOT } from '../../core/notes/tree.ts';
import { personAudience, roomOf } from '../../core/session/parts.ts';
import type { World } from '../../testing/world.ts';
import { actAtFront } from './front.ts';
import { actFromOutside } from './outside.ts';
import type { Player } from './player.ts';
import type { Act } from './scenario.ts';

/** Does one act of the script as somebody, by what they see. */
export function actAs(player: Player, act: Act, world: World): void {
  if (actAtFront(player, act) || actFromOutside(player, act, world)) return;
  const [luck = 0, more = 0, most = 0] = act.luck;
  const { token, do: what } = act;
  const own = personAudience(player.name);
  const say = (command: Parameters<typeof player.client.act>[0]) => player.client.act(command, player.name);
  const pick = <T>(items: readonly T[], by = luck): T | undefined => items[Math.floor(by * items.length)];
  const group = player.groupPart();
  const notes = group
    ? [...group.part.tree.notes.values()].filter((note) => !note.removed && note.places.length > 0)
    : [];
  const places = group ? [...group.part.tree.placements.values()] : [];
  const note = pick(notes);
  const other = pick(notes, more);
  switch (what) {
    case 'card': {
      const id = `c-${player.name}-${player.cards++}`;
      say({ type: 'write-note', note: id, kind: 'card', parent: ROOT, words: `${token} stays` });
      player.written.add(token);
      return;
    }
    case 'card-type': {
      const card = pick(
        [...(player.client.view().parts.get(own)?.tree.notes.values() ?? [])].filter(
          (n) => n.kind === 'card',
        ),
      );
      if (!card) return;
      const text = player.text(own, card.id);
      if (!text.ready()) return;
      const before = text.words();
      const secret = `${before} SECRET${token}`;
      text.type(secret, secret.length);
      world.clock.at(world.clock.now() + 100 + Math.floor(more * 500), () => {
        const now = text.words();
        text.type(now.replace(` SECRET${token}`, ''), 0);
      });
      return;
    }
    case 'card-picture': {
      const card = pick(
        [...(player.client.view().parts.get(own)?.tree.notes.values() ?? [])].filter(
          (n) => n.kind === 'card',
        ),
      );
      if (!card) return;
      player.putPicture(world, own, card.id, `SECRET${token}`);
      world.clock.at(world.clock.now() + 100 + Math.floor(more * 500), () =>
        say({ type: 'remove-picture', to: own, note: card.id, picture: `i-SECRET${token}` }),
      );
      return;
    }
    case 'card-drop': {
      const id = `x-${token}`;
      say({ type: 'write-note', note: id, kind: 'card', parent: ROOT, words: `SECRET${token}` });
      world.clock.at(world.clock.now() + 50 + Math.floor(more * 600), () =>
        say({ type: 'remove-note', to: own, note: id }),
      );
      return;
    }
    case 'park':
      say({
        type: 'write-note',
        note: `k-${token}`,
        kind: 'parked',
        parent: ROOT,
        words: `SECRET${token}`,
      });
      return;
    case 'park-type': {
      const id = `k-${token}`;
      say({ type: 'write-note', note: id, kind: 'parked', parent: ROOT });
      world.clock.at(world.clock.now() + 150, () => player.append(own, id, `SECRET${token}`));
      world.clock.at(world.clock.now() + 700, () => player.append(own, id, `SECRET${token}b`));
      return;
    }
    case 'debrief':
      say({ type: 'debrief', answers: { got: Math.floor(luck * 11), change: `SECRET${token}`, use: '' } });
      return;
    case 'hidden-presence':
      player.client.showPresence({ note: `k-${token}`, typing: true, caret: 3 }, player.name);
      return;
    case 'presence':
      if (note) player.client.showPresence({ note: note.id, typing: more > 0.5, caret: 1 }, player.name);
      return;
    case 'write':
      say({
        type: 'write-note',
        note: `n-${token}`,
        kind: 'card',
        parent: ROOT,
        words: token,
        ...(luck < 0.3 ? { after: null } : {}),
        ...(group && note && more < 0.3 ? { from: { to: group.to, note: note.id } } : {}),
      });
      player.written.add(token);
      return;
    case 'nest':
      if (!note) return;
      say({ type: 'write-note', note: `n-${token}`, kind: 'card', parent: note.id, words: token });
      player.written.add(token);
      return;
    case 'page':
      say({ type: 'write-note', note: `g-${token}`, kind: 'page', parent: ROOT, words: token });
      player.written.add(token);
      return;
    case 'type':
      if (group && note) player.append(group.to, note.id, token);
      return;
    case 'undo-typing':
      player.tookBack = true;
      pick([...player.texts].filter(([key]) => key.startsWith('g:')))?.[1].undo();
      return;
    case 'field':
      if (group && note) {
        say({
          type: 'set-field',
          to: group.to,
          note: note.id,
          field: 'surprise',
          value: Math.floor(more * 6),
        });
      }
      return;
    case 'picture':
      if (group && note) player.putPicture(world, group.to, note.id, token);
      return;
    case 'describe':
      if (group && note?.picture) {
        const { id: picture } = note.picture;
        say({ type: 'describe-picture', to: group.to, note: note.id, picture, says: token });
      }
      return;
    case 'unpicture':
      if (group && note?.picture) {
        say({ type: 'remove-picture', to: group.to, note: note.id, picture: note.picture.id });
      }
      return;
    case 'move': {
      const place = pick(places);
      if (!group || !place) return;
      const parent = most < 0.5 ? ROOT : (other?.id ?? ROOT);
      say({
        type: 'move-note',
        to: group.to,
        placement: place.id,
        parent,
        ...(more < 0.4 ? { after: null } : {}),
      });
      return;
    }
    case 'place':
      if (group && note && other) {
        say({ type: 'place-note', to: group.to, placement: `q-${token}`, note: note.id, parent: other.id });
      }
      return;
    case 'unplace': {
      const second = places.filter((place) => place.id.startsWith('q-'));
      const place = pick(second);
      if (group && place) say({ type: 'remove-placement', to: group.to, placement: place.id });
      return;
    }
    case 'remove':
      if (group && note) say({ type: 'remove-note', to: group.to, note: note.id });
      return;
    case 'link':
      if (group && note && other) {
        say({
          type: 'link',
          to: group.to,
          id: `l-${token}`,
          from: note.id,
          note: other.id,
          relation: 'like',
        });
      }
      return;
    case 'unlink': {
      const link = pick(group ? [...group.part.tree.links.keys()] : []);
      if (group && link) say({ type: 'unlink', to: group.to, id: link });
      return;
    }
    case 'undo': {
      const undoable = pick(group?.part.recent ?? []);
      if (group && undoable) say({ type: 'undo', to: group.to, cursor: undoable.cursor });
      return;
    }
    case 'complain':
      if (note) say({ type: 'complain', id: `z-${token}`, on: note.id, key: 'whose-ant', say: token });
      return;
    case 'meet': {
      const complaint = pick(group?.part.group ? [...group.part.group.complaints.keys()] : []);
      if (complaint) say({ type: 'meet', id: complaint });
      return;
    }
    case 'offer':
      if (note) say({ type: 'offer', id: `o-${token}`, on: note.id, words: token });
      return;
    case 'flag':
      say({ type: 'set-flag', flag: pick(['working', 'stuck', 'done', 'help'] as const) ?? 'working' });
      return;
    case 'swap':
      say({ type: 'swap' });
      return;
    case 'nudge':
      say({ type: 'nudge', kind: luck < 0.5 ? 'more-annoying' : 'you-steered' });
      return;
    case 'answer':
      say({ type: 'answer-swap', amount: 'right', thanks: null });
      return;
    case 'go-group':
      say({ type: 'go-group', to: luck < 0.5 ? 'next' : 'back' });
      return;
    case 'wrong':
      // What nobody may: a note of somebody else's private part, which must answer like one that isn't there.
      say({ type: 'remove-note', to: luck < 0.5 ? 'p:p1' : 'p:nobody', note: 'c-p1-0' });
      return;
    case 'open':
      if (group)
        player.drops.push(
          player.client.open(
            group.to,
            more < 0.5 ? ROOT : (note?.id ?? ROOT),
            1 + Math.floor(most * 5),
            luck < 0.5,
          ),
        );
      return;
    case 'close':
      player.drops.pop()?.();
      return;
    case 'leave':
      say({ type: 'leave', person: player.name });
      return;
    case 'return':
      say({ type: 'return', person: player.name });
      return;
    case 'start':
      say({ type: 'start' });
      return;
    case 'next':
      say({ type: 'go', to: 'next' });
      return;
    case 'clock':
      say({
        type: 'set-clock',
        act: pick(['start', 'pause', 'add'] as const) ?? 'add',
        minutes: Math.floor(more * 4) - 1,
      });
      return;
    case 'form':
      if (act.at > 8000) {
        const teams = pick(['any', 'mix', 'keep'] as const) ?? 'any';
        const level = pick(['any', 'similar', 'mixed'] as const, more) ?? 'any';
        say({ type: 'form-groups', size: 2, ...(most < 0.5 ? {} : { rule: { teams, level } }) });
      }
      return;
    case 'undo-forming':
      if (act.at > 8000) say({ type: 'undo-forming' });
      return;
    case 'swap-people': {
      const people = [...(roomOf(player.client.view().parts)?.people.keys() ?? [])];
      const [a, b] = [pick(people), pick(people, more)];
      if (a && b && act.at > 8000) say({ type: 'swap-people', a, b });
      return;
    }
    case 'split-group':
    case 'merge-groups': {
      const groups = [...(roomOf(player.client.view().parts)?.groups.keys() ?? [])];
      const [from, into] = [pick(groups), pick(groups, more)];
      if (!from || !into || act.at <= 8000) return;
      say(what === 'split-group' ? { type: what, group: from } : { type: what, from, into });
      return;
    }
    case 'facts': {
      const level = pick([null, 1, 2, 3] as const) ?? null;
      const leavesAt = most < 0.5 ? null : world.clock.now() + Math.floor(most * 600_000);
      const team = more < 0.5 ? null : `Team ${Math.floor(more * 4)}`;
      say({ type: 'set-facts', person: player.name, facts: { team, level, leavesAt } });
      return;
    }
    case 'again':
      say({ type: 'go-again', turn: luck < 0.5 });
      return;
    case 'offer-compare':
      say({ type: 'offer-compare', on: luck < 0.8 });
      return;
    case 'end-compare':
      say({ type: 'end-compare' });
      return;
    case 'join-another':
      say({ type: 'join-another', person: player.name });
      return;
    case 'move-person': {
      const room = roomOf(player.client.view().parts);
      const person = pick(room ? [...room.people.keys()] : []);
      const target = pick(room ? [...room.groups.keys()] : [], more);
      if (person && act.at > 8000)
        say({ type: 'move-person', person, group: most < 0.2 ? null : (target ?? null) });
      return;
    }
    case 'cut':
      player.tab.cut();
      return;
    case 'mend':
      player.tab.mend();
      return;
  }
}
