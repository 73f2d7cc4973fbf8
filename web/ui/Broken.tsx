import { Component, type ReactNode } from 'react';
import { say } from '../messages/en.ts';
import css from './Page.module.css';

/** What stands in for a page that threw: never a blank one. */
export class Broken extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className={css.page}>
        <main className={css.main}>
          <h1>{say.app.broken.title}</h1>
          <p>{say.app.broken.body}</p>
          <p>
            <a href={location.href}>{say.app.broken.again}</a>
          </p>
        </main>
      </div>
    );
  }
}
