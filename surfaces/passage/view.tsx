import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useCompulsory } from '../../web/conversation/compulsory.ts';
import { ExampleAside } from '../../web/conversation/ExampleAside.tsx';
import { HeldNote } from '../../web/conversation/HeldNote.tsx';
import { Instructions } from '../../web/conversation/Instructions.tsx';
import { StepOn } from '../../web/conversation/StepOn.tsx';
import { useSoloPartner } from '../../web/conversation/solo.ts';
import { say } from '../../web/messages/en.ts';
import { useClient, useNameOf } from '../../web/session/context.tsx';
import { complainersOf, deckHere, isAlone, writerHere } from '../../web/session/standing.ts';
import { useCommands } from '../../web/ui/commands.tsx';
import { prepareTex, Tex } from '../../web/ui/Tex.tsx';
import { TwoColumns } from '../../web/ui/TwoColumns.tsx';
import type { SurfaceProps } from '../props.ts';
import { ChoosePassage } from './ChoosePassage.tsx';
import { CutEditor } from './CutEditor.tsx';
import { GrowthHistory } from './GrowthHistory.tsx';
import { complainedHere, hairsOf, sentencesOf } from './model.ts';
import css from './view.module.css';

/** A paper's abstract, one sentence at a time, and the example that grows with it. */
export default function PassageView({ standing, looking }: SurfaceProps) {
  const { work, held, step } = standing;
  const text = work.passage?.text ?? '';
  useEffect(() => prepareTex(text), [text]);
  if (!work.passage) return <ChoosePassage standing={standing} looking={looking} />;
  const hairs = hairsOf(work, held);
  return (
    <TwoColumns
      asideEarly={deckHere(standing) !== undefined}
      aside={<ExampleAside standing={standing} hairs={hairs} looking={looking} />}
      above={
        <>
          <h1 className="unseen">{step.title}</h1>
          <Sentence standing={standing} looking={looking} />
        </>
      }
    >
      {!looking && <Instructions standing={standing} />}
      {held && step.holds && <Example standing={standing} looking={looking} kind={step.holds} note={held} />}
    </TwoColumns>
  );
}

type Part = Pick<SurfaceProps, 'standing' | 'looking'>;

/** The sentence, large. Those before it wait above, quiet, until somebody asks. */
function Sentence({ standing, looking }: Part) {
  const [before, setBefore] = useState(false);
  const [cutting, setCutting] = useState(false);
  const { work } = standing;
  useCommands([
    ...(work.place > 0
      ? [{ id: 'before', label: say.passage.before(work.place), key: 'b', run: () => setBefore(!before) }]
      : []),
    ...(looking ? [] : [{ id: 'cut', label: say.passage.cut, run: () => setCutting(!cutting) }]),
  ]);
  if (!work.passage) return null;
  const sentences = sentencesOf(work.passage);
  const count = sentences.length;
  return (
    <section aria-label={say.passage.sentence(work.place + 1)} className={css.sentence}>
      <div className={css.line}>
        <span className={css.place}>{say.passage.of(work.place + 1, count)}</span>
        {work.place > 0 && (
          <button
            type="button"
            className={css.quiet}
            aria-expanded={before}
            onClick={() => setBefore(!before)}
          >
            {before ? say.passage.hideBefore : say.passage.before(work.place)}
          </button>
        )}
        {!looking && (
          <button
            type="button"
            className={css.quiet}
            aria-expanded={cutting}
            onClick={() => setCutting(!cutting)}
          >
            {cutting ? say.passage.cutDone : say.passage.cut}
          </button>
        )}
      </div>
      {before && (
        <ol className={css.before}>
          {sentences.slice(0, work.place).map((sentence, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the order of a text
            <li key={i}>
              <Tex>{sentence}</Tex>
            </li>
          ))}
        </ol>
      )}
      {cutting ? (
        <CutEditor standing={standing} passage={work.passage} />
      ) : (
        <blockquote className={css.words} aria-live="polite">
          <Tex>{sentences[work.place] ?? ''}</Tex>
        </blockquote>
      )}
      <p className={css.source}>
        {say.passage.source} “<Tex>{work.passage.title}</Tex>” ·{' '}
        {work.passage.field && `${work.passage.field} · `}
        {say.passage.lookUp}
      </p>
    </section>
  );
}

function Example({ standing, looking, kind, note }: Part & { kind: string; note: string }) {
  const partner = useSoloPartner(standing, note);
  return (
    <>
      <HeldNote standing={standing} kind={kind} note={note} onPause={partner} large />
      {!looking && <Onward standing={standing} note={note} onNext={partner} />}
      <GrowthHistory work={standing.work} note={note} />
    </>
  );
}

interface OnwardProps {
  standing: Part['standing'];
  note: string;
  onNext: (words?: string) => void;
}

/** The one thing to do next. For the first minutes it asks for a complaint first, and still lets readers go on. */
function Onward({ standing, note, onNext }: OnwardProps) {
  const client = useClient();
  const nameOf = useNameOf();
  const { work } = standing;
  const [asked, setAsked] = useState<number | null>(null);
  const compulsory = useCompulsory(standing);
  const last = (work.passage?.cuts.length ?? 1) - 1;
  const actor = (standing.step.holds && writerHere(standing, standing.step.holds)) ?? standing.hands[0];
  const reads = standing.step.holds !== null && writerHere(standing, standing.step.holds) !== undefined;
  const waits = compulsory > 0 && !isAlone(standing) && !complainedHere(work, note);
  const go = (place: number) => actor && client.act({ type: 'move-place', place }, actor);
  const next = () => {
    if (waits && asked !== work.place) {
      setAsked(work.place);
      return;
    }
    setAsked(null);
    onNext();
    go(work.place + 1);
  };
  const more = work.place < last;
  useCommands([
    ...(more
      ? [
          { id: 'next', label: say.passage.next, key: 'n', run: next },
          { id: 'next-typing', label: say.passage.next, key: 'mod+Enter', whileTyping: true, run: next },
        ]
      : []),
    ...(work.place > 0
      ? [{ id: 'previous', label: say.passage.back, key: 'p', run: () => void go(work.place - 1) }]
      : []),
  ]);
  const complainer = complainersOf(standing)[0];
  return (
    <div className={css.onward}>
      <div aria-live="polite">
        {waits && asked === work.place && (
          <p className={css.waits}>
            <strong>{say.complaints.waiting.title}</strong> {say.complaints.waiting.body(nameOf(complainer))}
          </p>
        )}
      </div>
      <div className={css.acts}>
        {more ? (
          <Button size="md" variant={reads ? 'filled' : 'default'} onClick={next}>
            {waits && asked === work.place ? say.complaints.waiting.anyway : say.passage.next}
          </Button>
        ) : (
          <StepOn standing={standing} quiet={!reads} />
        )}
        {work.place > 0 && (
          <Button variant="subtle" color="gray" onClick={() => void go(work.place - 1)}>
            {say.passage.back}
          </Button>
        )}
      </div>
    </div>
  );
}
