import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { clearDevice } from '../../device/leaving.ts';
import { countWaiting } from '../../device/outbox.ts';
import { waitingPictures } from '../../device/pictures.ts';
import { accounts } from '../../http/accounts.ts';
import { requests, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { LinkMaker } from '../../ui/LinkMaker.tsx';
import { Page } from '../../ui/Page.tsx';
import css from './Account.module.css';
import { Gone } from './Gone.tsx';
import { useWhose } from './whose.ts';

interface Unsent {
  session: string;
  title: string | null;
}

/** Sessions with words or pictures that this browser alone has, as their titles say. */
async function findUnsent(): Promise<Unsent[]> {
  const [words, pictures] = await Promise.all([countWaiting(), waitingPictures.count()]);
  const waiting = new Set([...words.keys(), ...[...pictures.keys()].map((session) => session.slice(0, 40))]);
  if (waiting.size === 0) return [];
  const { sessions } = await requests.me().catch(() => ({ sessions: [] }));
  return [...waiting].map((session) => {
    const visit = sessions.find(({ id }) => id.slice(0, 40) === session);
    return { session: visit?.id ?? session, title: visit?.title ?? null };
  });
}

/** For a device that somebody else uses next: nothing of yours stays in this browser. */
export default function Leave() {
  const { whose } = useWhose();
  const [unsent, setUnsent] = useState<Unsent[]>([]);
  const [left, setLeft] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const words = say.account.leave;
  useEffect(() => {
    findUnsent().then(setUnsent, () => undefined);
  }, []);
  const leave = async () => {
    setError(null);
    try {
      await accounts.signOut(true);
      await clearDevice();
      setLeft(true);
    } catch (failure) {
      setError(sentenceOf(failure));
    }
  };
  if (left) return <Gone title={words.done} says={words.doneSays} />;
  const guests = whose?.account ? [] : (whose?.here ?? []);
  return (
    <Page>
      <div className={css.narrow}>
        <h1>{words.title}</h1>
        <p>{words.says}</p>
        {unsent.length > 0 && (
          <div className={css.unsent} role="alert">
            <p>{words.unsent}</p>
            <ul>
              {unsent.map(({ session, title }) => (
                <li key={session}>
                  {title === null ? words.elsewhere : <Link href={`/s/${session}`}>{title}</Link>}
                </li>
              ))}
            </ul>
            <p>{words.unsentSays}</p>
          </div>
        )}
        {guests.length > 0 && (
          <div className={css.aside}>
            <p>{words.guest(say.list(guests.map(({ name }) => name)))}</p>
            <LinkMaker says={words.link} make={async () => (await accounts.linkForMe()).url} />
          </div>
        )}
        {error && (
          <p role="alert" className={css.error}>
            {error}
          </p>
        )}
        <Button
          size="lg"
          fullWidth
          variant={unsent.length > 0 ? 'default' : 'filled'}
          onClick={() => void leave()}
        >
          {unsent.length > 0 ? words.anyway : words.go}
        </Button>
        <Link className="target" href="/">
          {say.app.cancel}
        </Link>
      </div>
    </Page>
  );
}
