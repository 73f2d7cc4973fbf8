import type { ReactNode } from 'react';
import css from './TwoColumns.module.css';

interface TwoColumnsProps {
  /** What everybody looks at: first, whatever the width. */
  above?: ReactNode;
  children: ReactNode;
  aside?: ReactNode;
  /** On a phone the aside comes before what it stands beside on a laptop; for keys and readers it does everywhere. */
  asideEarly?: boolean;
}

/** At most two on a laptop, one on a phone: what you do, and what stays beside it. */
export function TwoColumns({ above, children, aside, asideEarly = false }: TwoColumnsProps) {
  const beside = aside && <aside className={css.aside}>{aside}</aside>;
  return (
    <div className={css.columns}>
      {above && <div className={css.above}>{above}</div>}
      {asideEarly && beside}
      <div className={css.left}>{children}</div>
      {!asideEarly && beside}
    </div>
  );
}
