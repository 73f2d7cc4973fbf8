import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { say } from '../messages/en.ts';
import { Ball } from './Ball.tsx';
import { KeysButton } from './commands.tsx';
import css from './Page.module.css';
import { ThemeToggle } from './ThemeToggle.tsx';

interface PageProps {
  children: ReactNode;
  /** Small, at the left of the top line; the wordmark where nothing is given. */
  top?: ReactNode;
  /** At the right of the top line. */
  corner?: ReactNode;
  /** At the left of the bottom line. */
  status?: ReactNode;
  /** At the right of the bottom line, before the keys. */
  foot?: ReactNode;
  wide?: boolean;
  /** Where the page has a place of its own for it, the bottom line doesn't say the theme. */
  theme?: boolean;
}

/** The frame of every page: a quiet line above, the one thing to do, a quiet line below. */
export function Page({ children, top, corner, status, foot, wide = false, theme = true }: PageProps) {
  return (
    <div className={wide ? `${css.page} ${css.wide}` : css.page}>
      <a href="#now" className="skip">
        {say.app.skip}
      </a>
      <header className={css.top}>
        <div className={css.topLeft}>{top ?? <Wordmark />}</div>
        {corner && <div className={css.corner}>{corner}</div>}
      </header>
      <main id="now" tabIndex={-1} className={css.main}>
        {children}
      </main>
      <footer className={`${css.foot} no-print`}>
        <div>{status}</div>
        <div className={css.footRight}>
          {foot}
          <span className={css.keys}>
            <KeysButton className={css.quietButton} />
          </span>
          {theme && <ThemeToggle />}
        </div>
      </footer>
    </div>
  );
}

export function Wordmark() {
  return (
    <Link href="/" className={css.wordmark} aria-label={say.app.home}>
      <Ball seed={11} hairs={7} size={34} ornament /> {say.app.name}
    </Link>
  );
}
