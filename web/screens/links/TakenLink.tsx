import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { prefer } from '../../device/preferences.ts';
import { accounts } from '../../http/accounts.ts';
import { Declined, requests, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { DeadEnd, Unreachable } from '../../ui/DeadEnd.tsx';
import { Page } from '../../ui/Page.tsx';
import css from './TakenLink.module.css';

type Kind = 'seat' | 'lead' | 'person' | 'projector';

/** Uses the link up; where it leads to. */
const takes: Record<Kind, (token: string) => Promise<string>> = {
  seat: async (token) => `/s/${(await requests.takeSeat(token)).session}`,
  projector: async (token) => `/s/${(await requests.takeProjector(token)).session}/projector`,
  lead: async (token) => `/s/${(await requests.takeLead(token)).session}/lead`,
  person: async (token) => {
    const { name } = await accounts.takePerson(token);
    prefer({ name });
    return '/account';
  },
};

/** A link that is taken as it is opened: a seat comes along to this screen, or the lead is handed over. */
export default function TakenLink({ kind, token }: { kind: Kind; token: string }) {
  const [, go] = useLocation();
  const [failed, setFailed] = useState<unknown>(null);
  useEffect(() => {
    let left = false;
    takes[kind](token)
      .then((path) => {
        if (!left) go(path, { replace: true });
      })
      .catch(setFailed);
    return () => {
      left = true;
    };
  }, [kind, token, go]);
  const words = say.takenLink[kind];
  if (failed instanceof Declined && failed.status === 404)
    return <DeadEnd title={say.takenLink.gone} says={words.gone} />;
  // The link is as good as before: nobody has used it up.
  if (failed) {
    return <Unreachable title={sentenceOf(failed)} />;
  }
  return (
    <Page>
      <div className={css.link} role="status">
        <h1>{words.taking}</h1>
      </div>
    </Page>
  );
}
