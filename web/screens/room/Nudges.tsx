import { useState } from 'react';
import { say } from '../../messages/en.ts';
import { useClient } from '../../session/context.tsx';
import { complainersOf, explainerOf, isAlone, type Standing } from '../../session/standing.ts';
import { useCommands } from '../../ui/commands.tsx';
import css from './Room.module.css';

const kinds = ['more-annoying', 'you-steered'] as const;

/** What the explainer tells the complainer; only the two see it. Not there where they share the screen and can talk. */
export function Nudges({ standing }: { standing: Standing }) {
  const client = useClient();
  const [told, setTold] = useState(false);
  const explainer = explainerOf(standing);
  const here = explainer !== undefined && standing.hands.includes(explainer);
  // Before there is a sentence to read there is nothing to complain about.
  const begun = standing.room.exercise.input !== 'passage' || standing.work.passage !== null;
  const shown =
    here && begun && !isAlone(standing) && complainersOf(standing).some((person) => person !== explainer);
  const labels = { 'more-annoying': say.complaints.moreAnnoying, 'you-steered': say.complaints.youSteered };
  const nudge = (kind: (typeof kinds)[number]) => {
    client.act({ type: 'nudge', kind }, explainer);
    setTold(true);
    setTimeout(() => setTold(false), 4000);
  };
  useCommands(shown ? kinds.map((kind) => ({ id: kind, label: labels[kind], run: () => nudge(kind) })) : []);
  if (!shown) return null;
  return (
    <span className={css.nudges}>
      {kinds.map((kind) => (
        <button key={kind} type="button" className={css.small} onClick={() => nudge(kind)}>
          {labels[kind]}
        </button>
      ))}
      <span aria-live="polite">{told ? say.complaints.nudged : ''}</span>
    </span>
  );
}
