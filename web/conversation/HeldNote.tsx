import type { ReactNode } from 'react';
import { say } from '../messages/en.ts';
import { NotePicture } from '../pictures/NotePicture.tsx';
import { useClient, useNameOf } from '../session/context.tsx';
import { explainerOf, type Standing, writerHere } from '../session/standing.ts';
import { focusWords, WordsField } from '../words/WordsField.tsx';
import { WordsShown } from '../words/WordsShown.tsx';
import { ComplaintMarks, useArriving } from './ComplaintMarks.tsx';
import css from './HeldNote.module.css';
import { OpenOffers } from './Offers.tsx';

interface HeldNoteProps {
  standing: Standing;
  kind: string;
  note: string;
  label?: string;
  /** Complaints and offers belong to the note that stands ready in this step. */
  children?: ReactNode;
  onPause?: (words: string) => void;
  large?: boolean;
}

/** The note that a group builds together: typed by whoever has its seat, read by the rest, with what waits to be met. */
export function HeldNote({ standing, kind, note, label, children, onPause, large = false }: HeldNoteProps) {
  const client = useClient();
  const nameOf = useNameOf();
  const writer = writerHere(standing, kind);
  const explainer = explainerOf(standing);
  const spec = standing.room.exercise.kinds[kind];
  const arriving = useArriving(standing);
  const lays = arriving !== null && standing.room.mode !== 'in-person' && writer !== undefined;
  const heading = label ?? (writer ? say.passage.example : say.passage.exampleOf(nameOf(explainer)));
  const take = (words: string, edit: boolean) => {
    if (!writer) return;
    const text = client.openText(standing.to, note, writer);
    const now = text.words();
    const next = now.trim() === '' ? words : `${now.trimEnd()}\n${words}`;
    text.type(next, next.length);
    text.close();
    if (edit) requestAnimationFrame(() => focusWords(note));
  };
  return (
    <section className={css.held} aria-label={heading}>
      <div className={css.field}>
        {lays && (
          <p className={css.laid} aria-hidden="true">
            {arriving.say}
          </p>
        )}
        {writer ? (
          <WordsField
            to={standing.to}
            note={note}
            as={writer}
            label={heading}
            example={spec ? say.passage.empty(spec.example) : ''}
            large={large}
            {...(onPause ? { onPause } : {})}
          />
        ) : (
          <>
            <h2 className={css.label}>{heading}</h2>
            <div className={css.shown}>
              <WordsShown note={note} empty={say.passage.emptyTheirs} large />
            </div>
          </>
        )}
      </div>
      {writer && (
        <NotePicture
          to={standing.to}
          note={note}
          as={writer}
          stop={standing.at}
          kind={spec?.name ?? heading}
        />
      )}
      {children}
      <OpenOffers standing={standing} onTake={take} />
      <ComplaintMarks standing={standing} note={note} />
    </section>
  );
}
