import { Button } from '@mantine/core';
import type { Passage } from '../../core/session/parts.ts';
import { say } from '../../web/messages/en.ts';
import { useClient } from '../../web/session/context.tsx';
import type { Standing } from '../../web/session/standing.ts';
import { cutAt, joinBefore, placeAfter, wordsOf } from './model.ts';
import css from './view.module.css';

/** Mends the cuts of a passage: every word is a button that cuts before it. */
export function CutEditor({ standing, passage }: { standing: Standing; passage: Passage }) {
  const client = useClient();
  const { place } = standing.work;
  const actor = standing.hands[0];
  const change = (cuts: number[]) => {
    if (!actor) return;
    client.act({ type: 'cut-passage', cuts }, actor);
    const moved = placeAfter(passage.cuts, place, cuts);
    if (moved !== place) client.act({ type: 'move-place', place: moved }, actor);
  };
  const words = wordsOf(passage, place);
  return (
    <div>
      <p className="quiet">{say.passage.cutSays}</p>
      <p className={css.cuts}>
        {words.map(({ at, word }, i) =>
          i === 0 ? (
            <span key={at}>{word} </span>
          ) : (
            <button
              key={at}
              type="button"
              className={`bare ${css.cutHere}`}
              aria-label={say.passage.splitAt(word)}
              onClick={() => change(cutAt(passage.cuts, at))}
            >
              {word}
            </button>
          ),
        )}
      </p>
      <div className={css.choices}>
        <Button
          variant="default"
          size="sm"
          disabled={place === 0}
          onClick={() => change(joinBefore(passage.cuts, place))}
        >
          {say.passage.joinBack}
        </Button>
        <Button
          variant="default"
          size="sm"
          disabled={place >= passage.cuts.length - 1}
          onClick={() => change(joinBefore(passage.cuts, place + 1))}
        >
          {say.passage.joinNext}
        </Button>
      </div>
    </div>
  );
}
