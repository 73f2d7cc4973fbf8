import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { listChildren } from '../../../core/notes/tree.ts';
import { KEPT, PARKED } from '../../../core/session/decide/notes.ts';
import { personAudience, type Room } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { requests } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { useClient, useNameOf, useSessionId, useView } from '../../session/context.tsx';
import type { Standing } from '../../session/standing.ts';
import { LinkMaker } from '../../ui/LinkMaker.tsx';
import { Extensions } from './Extensions.tsx';
import type { Panel } from './More.tsx';
import css from './Room.module.css';

interface PanelsProps {
  standing: Standing;
  person: PersonId;
  panel: Panel | null;
  onClose: () => void;
}

/** What waits behind "More", one at a time, above the page that it belongs to. */
export function Panels({ standing, person, panel, onClose }: PanelsProps) {
  const session = useSessionId();
  switch (panel) {
    case 'parked':
      return <Parked standing={standing} person={person} onClose={onClose} />;
    case 'extensions':
      return (
        <Frame title={say.room.doneEarly} onClose={onClose}>
          <p className="quiet">{say.room.doneEarlySays}</p>
          <Extensions standing={standing} person={person} onDone={onClose} />
        </Frame>
      );
    case 'device':
      return (
        <Frame title={say.lobby.otherDevice} onClose={onClose}>
          <LinkMaker
            says={say.lobby.otherDeviceSays}
            make={async () => (await requests.seatLink(session)).url}
          />
        </Frame>
      );
    default:
      return null;
  }
}

function Frame({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <section className={css.panel} aria-label={title}>
      <div className={css.panelHead}>
        <h2>{title}</h2>
        <button type="button" className={css.small} onClick={onClose}>
          {say.app.close}
        </button>
      </div>
      {children}
    </section>
  );
}

/** Own ideas that wait until the round is over. */
function Parked({ standing, person, onClose }: Omit<PanelsProps, 'panel'>) {
  const client = useClient();
  const view = useView();
  const [words, setWords] = useState('');
  const tree = view.parts.get(personAudience(person))?.tree;
  const notes = tree
    ? [...listChildren(tree, '')]
        .map(({ note }) => note)
        .filter(({ kind }) => kind === PARKED || kind === KEPT)
    : [];
  const park = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim() === '') return;
    client.act(
      { type: 'write-note', note: client.freshId(), kind: PARKED, parent: '', words: words.trim() },
      person,
    );
    setWords('');
  };
  const shared = standing.hands.length > 1;
  return (
    <Frame title={say.room.parked} onClose={onClose}>
      <p className="quiet">{shared ? say.room.cover.paper : say.room.parkedSays}</p>
      {!shared && (
        <>
          <ul className={css.parked}>
            {notes.map((note) => (
              <li key={note.id}>{view.words(note.id) ?? note.words}</li>
            ))}
          </ul>
          <form onSubmit={park} className={css.parked}>
            <Textarea
              autoFocus
              aria-label={say.room.parked}
              placeholder={say.room.parkedExample}
              autosize
              minRows={2}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
            <div className={css.acts}>
              <Button type="submit" size="sm" disabled={words.trim() === ''}>
                {say.room.park}
              </Button>
            </div>
          </form>
        </>
      )}
    </Frame>
  );
}

/** For somebody who has left: the way back. */
Panels.Return = function Return({ room }: { room: Room }) {
  const client = useClient();
  const view = useView();
  const nameOf = useNameOf();
  const gone = view.people.filter((person) => room.people.get(person)?.here === false);
  return (
    <section className={css.cover}>
      <h1>{say.room.away}</h1>
      <div className={css.acts}>
        {gone.map((person) => (
          <Button key={person} size="lg" onClick={() => client.act({ type: 'return', person }, person)}>
            {say.room.comeBack}
            {gone.length > 1 && `: ${nameOf(person)}`}
          </Button>
        ))}
      </div>
    </section>
  );
};
