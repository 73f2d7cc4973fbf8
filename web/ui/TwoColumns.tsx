import type { ReactNode } from 'react';
import css from './TwoColumns.module.css';

/** At most two on a laptop, one on a phone: what you do, and what stays beside it. */
export function TwoColumns({
  children,
  aside,
  asideFirst = false,
}: {
  children: ReactNode;
  aside?: ReactNode;
  asideFirst?: boolean;
}) {
  return (
    <div className={css.columns}>
      <div className={css.left}>{children}</div>
      {aside && <aside className={asideFirst ? `${css.aside} ${css.first}` : css.aside}>{aside}</aside>}
    </div>
  );
}
