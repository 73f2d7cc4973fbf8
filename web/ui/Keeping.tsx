import { useNetwork } from '@mantine/hooks';
import type { SessionView } from '../../client/api.ts';
import { say } from '../messages/en.ts';
import { useSending } from '../pictures/usePictures.ts';
import css from './Keeping.module.css';

/** The three honest states of what you write, in plain words, and why. */
export function Keeping({ view, storeFailed = false }: { view: SessionView; storeFailed?: boolean }) {
  const { link } = view;
  const sending = useSending();
  const keeping =
    view.keeping === 'saved' && sending.length > 0
      ? sending.some(({ refused }) => refused)
        ? 'refused'
        : 'on-device'
      : view.keeping;
  const { online } = useNetwork();
  const why =
    keeping === 'refused'
      ? say.keeping.refusedSays
      : link.state === 'offline' || !online
        ? say.keeping.offline
        : link.state === 'connecting'
          ? say.keeping.connecting
          : keeping === 'on-device'
            ? say.keeping.catching
            : null;
  return (
    <p className={css.keeping} data-keeping={keeping} role="status">
      <strong>{say.keeping[keeping]}</strong>
      {why && <span> · {why}</span>}
      {storeFailed && keeping !== 'saved' && <span> · {say.keeping.storeFailed}</span>}
    </p>
  );
}

/** Said across the page: nothing can be kept just now, or this page has been left behind. */
export function LinkBanner({ view }: { view: SessionView }) {
  if (view.link.state === 'ended') {
    return (
      <div className={css.banner} role="alert">
        <p>{say.keeping.ended[view.link.reason]}</p>
        <button type="button" onClick={() => location.reload()}>
          {say.keeping.reload}
        </button>
      </div>
    );
  }
  if (!view.readOnly) return null;
  return (
    <div className={css.banner} role="alert">
      <p>{say.keeping.readOnly}</p>
    </div>
  );
}
