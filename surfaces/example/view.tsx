import { Button } from '@mantine/core';
import { ExampleAside } from '../../web/conversation/ExampleAside.tsx';
import { HeldNote } from '../../web/conversation/HeldNote.tsx';
import { Instructions } from '../../web/conversation/Instructions.tsx';
import { StepOn } from '../../web/conversation/StepOn.tsx';
import { useSoloPartner } from '../../web/conversation/solo.ts';
import { say } from '../../web/messages/en.ts';
import { NotePicture } from '../../web/pictures/NotePicture.tsx';
import { useClient, useNameOf, useView } from '../../web/session/context.tsx';
import { deckHere, explainerOf, type Standing, writerHere } from '../../web/session/standing.ts';
import { TwoColumns } from '../../web/ui/TwoColumns.tsx';
import { WordsField } from '../../web/words/WordsField.tsx';
import { WordsShown } from '../../web/words/WordsShown.tsx';
import type { SurfaceProps } from '../props.ts';
import { besideKinds, metOn, newestBy } from './model.ts';
import css from './view.module.css';

/** An idea of one's own, kept on the ground: the example large, what is explained in one quiet line. */
export default function ExampleView({ standing, looking }: SurfaceProps) {
  const { step, held, room } = standing;
  const partner = useSoloPartner(standing, held ?? '');
  const hairs = metOn(standing.work, held);
  return (
    <TwoColumns
      asideEarly={deckHere(standing) !== undefined}
      aside={<ExampleAside standing={standing} hairs={hairs} looking={looking} />}
      above={<h1 className={css.title}>{step.title}</h1>}
    >
      {!looking && <Instructions standing={standing} />}
      {besideKinds(room.exercise, step).map((kind) => (
        <Beside key={kind} standing={standing} kind={kind} looking={looking} />
      ))}
      {held && step.holds && (
        <HeldNote standing={standing} kind={step.holds} note={held} onPause={partner} large />
      )}
      {!looking && (
        <div className={css.on}>
          <StepOn standing={standing} />
        </div>
      )}
    </TwoColumns>
  );
}

/** What is explained, in a line that nobody has to write. */
function Beside({ standing, kind, looking }: { standing: Standing; kind: string; looking: boolean }) {
  const client = useClient();
  const view = useView();
  const nameOf = useNameOf();
  const explainer = explainerOf(standing);
  const writer = looking ? undefined : writerHere(standing, kind);
  const spec = standing.room.exercise.kinds[kind];
  const note = newestBy(view.parts.get(standing.to)?.tree, kind, explainer);
  if (!spec) return null;
  if (!note) {
    if (!writer) return null;
    const write = () =>
      client.act({ type: 'write-note', note: client.freshId(), kind, parent: '', stop: standing.at }, writer);
    return (
      <Button variant="default" size="sm" className={css.beside} onClick={write}>
        {spec.name}: {say.example.conceptAdd}
      </Button>
    );
  }
  return (
    <div className={css.beside}>
      {writer ? (
        <>
          <WordsField
            to={standing.to}
            note={note.id}
            as={writer}
            label={spec.name}
            example={say.passage.empty(spec.example)}
          />
          <NotePicture to={standing.to} note={note.id} as={writer} stop={standing.at} kind={spec.name} />
        </>
      ) : (
        <>
          <p className="quiet small">
            {spec.name} · {nameOf(explainer)}
          </p>
          <WordsShown note={note.id} empty={say.passage.emptyTheirs} />
        </>
      )}
    </div>
  );
}
