import { useState } from 'react';
import type { Step } from '../../../core/session/exercise.ts';
import { groupAudience, personAudience } from '../../../core/session/parts.ts';
import { allowedTo } from '../../../core/session/seats.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { markOnPaper, stepsOnPaper } from '../../device/paper.ts';
import { say } from '../../messages/en.ts';
import { AddPicture } from '../../pictures/AddPicture.tsx';
import type { Shrunk } from '../../pictures/shrink.ts';
import { usePictureOutbox } from '../../pictures/usePictures.ts';
import { useClient, useNameOf, useSessionId } from '../../session/context.tsx';
import type { Standing } from '../../session/standing.ts';
import css from './Room.module.css';

/** What a person may write for themselves alone in a step: what a page of theirs becomes. */
export function privateKind(standing: Standing, step: Step, person: PersonId): string | undefined {
  return allowedTo(step.writes, standing.seats[person] ?? null).find((kind) => step.sees[kind] === 'own');
}

/** A private step on paper: everybody's pages are photographed here, and shown to nobody. */
export function PaperNow({ standing, onBack }: { standing: Standing; onBack: () => void }) {
  return (
    <section className={css.cover}>
      <h1>{say.paper.title}</h1>
      <p>{say.paper.body}</p>
      <Pages standing={standing} step={standing.step} stop={standing.at} />
      <button type="button" className={css.small} onClick={onBack}>
        {say.paper.back}
      </button>
    </section>
  );
}

/** After a step on paper: its pages can still be photographed. */
export function PaperLater({ standing }: { standing: Standing }) {
  const session = useSessionId();
  const [, setClosed] = useState(0);
  const { room, at } = standing;
  const stop = stepsOnPaper(session).find((one) => one < at);
  const step = room.exercise.steps.find(({ id }) => stop !== undefined && id === room.plan[stop]?.step);
  if (stop === undefined || !step || room.phase !== 'running') return null;
  const close = () => {
    markOnPaper(session, stop, false);
    setClosed((count) => count + 1);
  };
  return (
    <section className={css.panel} aria-label={say.paper.later}>
      <div className={css.panelHead}>
        <h2>{say.paper.later}</h2>
        <button type="button" className={css.small} onClick={close}>
          {say.paper.done}
        </button>
      </div>
      <p className="quiet">{say.paper.laterSays(step.title)}</p>
      <Pages standing={standing} step={step} stop={stop} />
    </section>
  );
}

function Pages({ standing, step, stop }: { standing: Standing; step: Step; stop: number }) {
  const nameOf = useNameOf();
  return (
    <ul className={css.pages}>
      {standing.hands.map((person) => {
        const kind = privateKind(standing, step, person);
        return (
          kind !== undefined && (
            <li key={person}>
              <strong>{nameOf(person)}</strong>
              <Page standing={standing} person={person} kind={kind} stop={stop} />
            </li>
          )
        );
      })}
    </ul>
  );
}

interface PageProps {
  standing: Standing;
  person: PersonId;
  kind: string;
  /** The step that was done on paper. */
  stop: number;
}

function Page({ standing, person, kind, stop }: PageProps) {
  const client = useClient();
  const outbox = usePictureOutbox();
  const nameOf = useNameOf();
  const [kept, setKept] = useState(false);
  const { step, seats, at } = standing;
  // Once the step writes these for the group a page joins them; before, and where nobody may, it stays its writer's.
  const shared = step.sees[kind] === 'group' && allowedTo(step.writes, seats[person] ?? null).includes(kind);
  const keep = (picture: Shrunk) => {
    const note = client.freshId();
    const seen = shared ? at : stop;
    client.act({ type: 'write-note', note, kind, parent: '', stop: seen }, person);
    const to = shared ? groupAudience(standing.group.id) : personAudience(person);
    outbox.add(picture, { as: person, to, note, stop: seen });
    setKept(true);
  };
  return (
    <>
      <AddPicture
        label={say.paper.pageOf(nameOf(person))}
        onPicture={keep}
        drawingFor={null}
        wordsFor={null}
      />
      <span className="quiet small" role="status">
        {kept ? (shared ? say.paper.keptShared : say.paper.keptOwn) : ''}
      </span>
    </>
  );
}
