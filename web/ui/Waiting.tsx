import { say } from '../messages/en.ts';
import { Page } from './Page.tsx';

/** A page of which nothing has come yet. */
export function Waiting() {
  return (
    <Page>
      <p className="quiet" role="status">
        {say.app.loading}
      </p>
    </Page>
  );
}
