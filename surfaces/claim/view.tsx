import { useState } from 'react';
import { ExampleAside } from '../../web/conversation/ExampleAside.tsx';
import { FieldInput } from '../../web/conversation/FieldInput.tsx';
import { HeldNote } from '../../web/conversation/HeldNote.tsx';
import { Instructions } from '../../web/conversation/Instructions.tsx';
import { StepOn } from '../../web/conversation/StepOn.tsx';
import { useSoloPartner } from '../../web/conversation/solo.ts';
import { say } from '../../web/messages/en.ts';
import { useClient, useView } from '../../web/session/context.tsx';
import { deckHere, writerHere } from '../../web/session/standing.ts';
import { Tex } from '../../web/ui/Tex.tsx';
import { TwoColumns } from '../../web/ui/TwoColumns.tsx';
import { WordsShown } from '../../web/words/WordsShown.tsx';
import { hairsOf, sentencesOf } from '../passage/model.ts';
import type { SurfaceProps } from '../props.ts';
import { earlierHeld } from './model.ts';
import css from './view.module.css';

/** The last question: does the claim hold of *your* example, or are you holding the hairy green one? */
export default function ClaimView({ standing, looking }: SurfaceProps) {
  const client = useClient();
  const view = useView();
  const [passageOpen, setPassageOpen] = useState(false);
  const { step, held, room, work } = standing;
  const partner = useSoloPartner(standing, held ?? '');
  const example = earlierHeld(room.exercise, room.plan, standing.at, standing.group.id, standing.work.again);
  const verdict = held ? view.parts.get(standing.to)?.tree.notes.get(held) : undefined;
  const spec = step.holds ? room.exercise.kinds[step.holds] : undefined;
  const writer = looking || !step.holds ? undefined : writerHere(standing, step.holds);
  return (
    <TwoColumns
      asideEarly={deckHere(standing) !== undefined}
      aside={
        <ExampleAside standing={standing} hairs={hairsOf(work, example?.note ?? null)} looking={looking} />
      }
      above={
        <>
          <h1 className={css.title}>{step.title}</h1>
          {example && (
            <section className={css.example}>
              <h2 className="quiet small">{say.claim.theExample}</h2>
              <WordsShown note={example.note} empty={say.passage.emptyTheirs} large />
            </section>
          )}
        </>
      }
    >
      {!looking && <Instructions standing={standing} />}
      {work.passage && (
        <section className={css.passage}>
          <button
            type="button"
            className={css.quiet}
            aria-expanded={passageOpen}
            onClick={() => setPassageOpen(!passageOpen)}
          >
            {say.claim.passage}
          </button>
          {passageOpen && (
            <ol>
              {sentencesOf(work.passage).map((sentence) => (
                <li key={sentence}>
                  <Tex>{sentence}</Tex>
                </li>
              ))}
            </ol>
          )}
        </section>
      )}
      {held && verdict && spec && (
        <div className={css.fields}>
          {Object.entries(spec.fields).map(([field, shape]) => (
            <FieldInput
              key={field}
              spec={shape}
              value={verdict.fields[field] ?? null}
              onChange={
                writer
                  ? (value) =>
                      client.act({ type: 'set-field', to: standing.to, note: held, field, value }, writer)
                  : null
              }
            />
          ))}
        </div>
      )}
      {held && step.holds && (
        <HeldNote standing={standing} kind={step.holds} note={held} label={say.claim.why} onPause={partner} />
      )}
      {!looking && (
        <div className={css.on}>
          <StepOn standing={standing} />
        </div>
      )}
    </TwoColumns>
  );
}
