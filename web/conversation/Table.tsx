import type { ReactNode } from 'react';
import { listChildren, type Note } from '../../core/notes/tree.ts';
import { BROUGHT } from '../../core/session/decide/notes.ts';
import { EVERYONE } from '../../core/session/parts.ts';
import { say } from '../messages/en.ts';
import { useNameOf, useView } from '../session/context.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import css from './Table.module.css';

/** What people brought along from elsewhere: it lies on the table, closed, until somebody reaches for it. */
export function Table({ open = false, act }: { open?: boolean; act?: (words: string) => ReactNode }) {
  const view = useView();
  const nameOf = useNameOf();
  const tree = view.parts.get(EVERYONE)?.tree;
  const brought = tree
    ? [...listChildren(tree, '')].filter(({ note }) => note.kind === BROUGHT && !note.removed)
    : [];
  if (brought.length === 0) return null;
  const dayOf = ({ origin, at }: Note): string =>
    new Date(origin?.at ?? at).toLocaleDateString(undefined, { day: 'numeric', month: 'long' });
  return (
    <details className={css.table} open={open}>
      <summary>{say.ideas.table(brought.length)}</summary>
      <ul>
        {brought.map(({ placement, note }) => {
          const words = view.words(note.id) ?? note.words;
          return (
            <li key={placement.id}>
              <p className={css.words}>{words}</p>
              <p className={css.facts}>
                <span>{say.ideas.from(nameOf(note.by), dayOf(note))}</span>
                {act?.(words)}
                <CopyButton words={words} label={say.app.copy} variant="subtle" />
              </p>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
