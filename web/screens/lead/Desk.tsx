import { Button } from '@mantine/core';
import { useState } from 'react';
import { countWaiting } from '../../../core/session/decide/share.ts';
import { stepOf } from '../../../core/session/exercise.ts';
import { type PickedPair, sharedAt, sharedShown } from '../../../core/session/front.ts';
import type { Room } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { ShownAtFront } from '../../front/Shown.tsx';
import { say } from '../../messages/en.ts';
import { useCalmView, useClient } from '../../session/context.tsx';
import { ownOf } from '../../session/standing.ts';
import { useCommands } from '../../ui/commands.tsx';
import css from './Lead.module.css';

/** What whoever leads does at the front: shows what groups picked, puts two examples side by side, takes them down. */
export function Desk({ room, lead }: { room: Room; lead: PersonId }) {
  const client = useClient();
  const view = useCalmView();
  const [closed, setClosed] = useState<string | null>(null);
  const shares = (stepOf(room.exercise, room.plan, room.at)?.shares ?? []).length > 0;
  const latest = ownOf(view, lead)?.pairs?.at(-1);
  const { front } = room;
  const stands = latest !== undefined && front?.shown?.id === latest.id;
  // Once it has stood there and was taken down, or was turned down and read, it is over.
  const pair = latest && latest.id !== closed && (stands || latest.placed === null) ? latest : null;
  const down = () => client.act({ type: 'clear-front' }, lead);
  useCommands(front?.shown ? [{ id: 'front-down', label: say.front.desk.down, run: down }] : []);
  if (!shares && !pair && !front?.shown) return null;
  return (
    <section className={css.desk} aria-label={say.front.desk.title}>
      {shares && <Share room={room} lead={lead} waiting={countWaiting(view.parts, room)} />}
      {pair && (
        <Pair room={room} lead={lead} pair={pair} stands={stands} onClose={() => setClosed(pair.id)} />
      )}
      {front?.shown && (
        <div className={css.deskShown}>
          <ShownAtFront front={front} />
          <button type="button" className={css.quiet} onClick={down}>
            {say.front.desk.down}
          </button>
        </div>
      )}
    </section>
  );
}

function Share({ room, lead, waiting }: { room: Room; lead: PersonId; waiting: number }) {
  const client = useClient();
  const before = sharedAt(room.front, room.at);
  const at = before.findIndex(({ id }) => id === sharedShown(room.front)?.id);
  const more = waiting > 0 || (at >= 0 && at + 1 < before.length);
  const earlier = at < 0 ? before.length > 0 : at > 0;
  const turn = (to: 'next' | 'back') => client.act({ type: 'share', to }, lead);
  useCommands([
    ...(more
      ? [{ id: 'share-next', label: say.front.desk.next, key: 'ArrowRight', run: () => turn('next') }]
      : []),
    ...(earlier
      ? [{ id: 'share-back', label: say.front.desk.back, key: 'ArrowLeft', run: () => turn('back') }]
      : []),
  ]);
  return (
    <div className={css.chosenActs}>
      <Button size="sm" variant="default" disabled={!more} onClick={() => turn('next')}>
        {say.front.desk.next}
      </Button>
      {earlier && (
        <Button size="sm" variant="default" onClick={() => turn('back')}>
          {at < 0 ? say.front.desk.again : say.front.desk.back}
        </Button>
      )}
      <span className="quiet">
        {waiting === 0 && before.length === 0
          ? say.front.desk.shareEmpty
          : say.front.desk.share(waiting, before.length)}
      </span>
    </div>
  );
}

interface PairProps {
  room: Room;
  lead: PersonId;
  pair: PickedPair;
  stands: boolean;
  onClose: () => void;
}

function Pair({ room, lead, pair, stands, onClose }: PairProps) {
  const client = useClient();
  const sides = [pair.strong, pair.weak];
  const declined = sides.some(({ consent }) => consent === 'declined');
  const agreed = sides.every(({ consent }) => consent === 'given');
  const told = room.front?.shown?.what === 'pair' && room.front.shown.strong !== null;
  return (
    <div className={css.deskPair}>
      <h2>{say.front.desk.pair}</h2>
      <p role="status">
        {sides
          .map(({ group, consent }) =>
            say.front.desk.group(room.groups.get(group)?.name ?? '', say.front.desk.consent[consent]),
          )
          // By name: whoever looks over a shoulder doesn't read which is the stronger one.
          .sort()
          .join(' · ')}
      </p>
      <div className={css.chosenActs}>
        {agreed && !stands && (
          <Button
            size="sm"
            variant="default"
            onClick={() => client.act({ type: 'show-pair', id: pair.id }, lead)}
          >
            {say.front.desk.showPair}
          </Button>
        )}
        {stands && !told && (
          <Button size="sm" variant="default" onClick={() => client.act({ type: 'tell-pair' }, lead)}>
            {say.front.desk.tell}
          </Button>
        )}
        {stands && told && <span className="quiet">{say.front.desk.told}</span>}
        {declined && <span className="quiet">{say.front.desk.declined}</span>}
        {!stands && (
          <button type="button" className={css.quiet} onClick={onClose}>
            {say.app.close}
          </button>
        )}
      </div>
    </div>
  );
}
