import { Button } from '@mantine/core';
import { useState } from 'react';
import { groupAudience } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { say } from '../../messages/en.ts';
import { useClient } from '../../session/context.tsx';
import css from './Lead.module.css';
import type { LeadRow } from './rows.ts';
import { SayLine } from './SayLine.tsx';

interface ChosenProps {
  rows: readonly LeadRow[];
  lead: PersonId;
  onNone: () => void;
}

/** What can be done with the groups that are ticked: it stays at the foot of the page while any is. */
export function ChosenGroups({ rows, lead, onNone }: ChosenProps) {
  const client = useClient();
  const [doing, setDoing] = useState<'write' | 'pair' | null>(null);
  const [told, setTold] = useState('');
  const held = rows.flatMap(({ standing, example }) => (example ? [{ standing, ...example }] : []));
  const both = held.length === 2 && rows.length === 2;
  if (rows.length === 0) {
    return (
      <p className="unseen" role="status">
        {told}
      </p>
    );
  }
  const done = (words: string) => {
    setTold(words);
    setDoing(null);
    onNone();
  };
  const mark = () => {
    for (const { standing, note } of held) {
      client.act({ type: 'mark', to: groupAudience(standing.group.id), note }, lead);
    }
    done(say.lead.marked);
  };
  return (
    <section className={css.chosen} aria-label={say.lead.chosen(rows.length)}>
      {doing === 'write' ? (
        <SayLine
          title={say.lead.toSome(rows.map(({ standing }) => standing.group.name))}
          says={say.lead.toSomeSays}
          onSay={(id, words) => {
            const groups = rows.map(({ standing }) => standing.group.id);
            client.act({ type: 'comment', id, groups, words }, lead);
            done(say.lead.sent);
          }}
          onClose={() => setDoing(null)}
        />
      ) : doing === 'pair' && both ? (
        <PickPair held={held} lead={lead} onDone={() => done(say.lead.sent)} onClose={() => setDoing(null)} />
      ) : (
        <div className={css.chosenActs}>
          <strong>{say.lead.chosen(rows.length)}</strong>
          <Button variant="default" size="sm" onClick={() => setDoing('write')}>
            {say.lead.writeThem}
          </Button>
          <Button variant="default" size="sm" disabled={held.length === 0} onClick={mark}>
            {say.lead.markThem}
          </Button>
          <Button variant="default" size="sm" disabled={!both} onClick={() => setDoing('pair')}>
            {say.lead.showBoth}
          </Button>
          <button type="button" className={css.quiet} onClick={onNone}>
            {say.lead.chooseNone}
          </button>
          {!both && <span className="quiet small">{say.lead.showBothNeeds}</span>}
        </div>
      )}
    </section>
  );
}

interface Held {
  standing: LeadRow['standing'];
  note: string;
  words: string;
}

/** Which of two is the stronger one: then both groups are asked. */
function PickPair({
  held,
  lead,
  onDone,
  onClose,
}: {
  held: readonly Held[];
  lead: PersonId;
  onDone: () => void;
  onClose: () => void;
}) {
  const client = useClient();
  const [strong, setStrong] = useState<string | null>(null);
  const ask = () => {
    const better = held.find(({ note }) => note === strong);
    const other = held.find(({ note }) => note !== strong);
    if (!better || !other) return;
    const pick = ({ standing, note }: Held) => ({ group: standing.group.id, note });
    client.act({ type: 'pick-pair', id: client.freshId(), strong: pick(better), weak: pick(other) }, lead);
    onDone();
  };
  return (
    <fieldset className={css.pick}>
      <legend>{say.front.desk.which}</legend>
      {held.map(({ standing, note, words }) => (
        <label key={note}>
          <input type="radio" name="stronger" checked={strong === note} onChange={() => setStrong(note)} />
          <span>
            <span className="small">{standing.group.name}</span>
            <span className={css.pickWords}>{words}</span>
          </span>
        </label>
      ))}
      <p className="quiet small">{say.front.desk.askSays}</p>
      <div className={css.chosenActs}>
        <Button size="sm" disabled={strong === null} onClick={ask}>
          {say.front.desk.ask}
        </Button>
        <Button size="sm" variant="subtle" color="gray" onClick={onClose}>
          {say.app.cancel}
        </Button>
      </div>
    </fieldset>
  );
}
