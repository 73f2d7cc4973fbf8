import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { prefer, preferences } from '../../device/preferences.ts';
import { accounts } from '../../http/accounts.ts';
import { Declined, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { Page } from '../../ui/Page.tsx';
import css from './Account.module.css';
import { AccountForm } from './AccountForm.tsx';
import { Gone } from './Gone.tsx';
import { useWhose } from './whose.ts';

/** A new account. With the link that the server printed, its keeper's. */
export default function SignUp({ keeper }: { keeper: string | null }) {
  const [, go] = useLocation();
  const { whose } = useWhose();
  const [gone, setGone] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const words = say.account.signUp;
  useEffect(() => {
    if (keeper === null) return;
    accounts.keeps(keeper).catch((failure: unknown) => {
      if (failure instanceof Declined && failure.status === 404) setGone(true);
      else setError(sentenceOf(failure));
    });
  }, [keeper]);
  const account = whose?.account;
  useEffect(() => {
    if (account && keeper === null) go('/account', { replace: true });
  }, [account, keeper, go]);
  if (gone) return <Gone title={words.gone} says={words.goneSays} />;
  if (!whose) return <Page>{error && <p role="alert">{error}</p>}</Page>;
  const become = () =>
    accounts.becomeKeeper(keeper ?? '').then(
      () => go('/account'),
      (failure: unknown) => setError(sentenceOf(failure)),
    );
  const sessions = whose.here.reduce((sum, each) => sum + each.sessions, 0);
  return (
    <Page>
      <div className={css.narrow}>
        <h1>{keeper === null ? words.title : words.keeperTitle}</h1>
        <p>{keeper === null ? words.says : words.keeperSays}</p>
        {error && (
          <p role="alert" className={css.error}>
            {error}
          </p>
        )}
        {whose.account ? (
          <Button size="lg" fullWidth onClick={() => void become()}>
            {words.keeperGo}
          </Button>
        ) : (
          <AccountForm
            large
            go={keeper === null ? words.go : words.keeperGo}
            fields={[
              {
                name: 'name',
                label: say.account.name,
                placeholder: say.account.nameExample,
                autoComplete: 'name',
                value: whose.here[0]?.name ?? preferences().name,
              },
              {
                name: 'email',
                label: say.account.email,
                type: 'email',
                description: say.account.emailSays,
                placeholder: say.account.emailExample,
                autoComplete: 'username',
              },
              {
                name: 'password',
                label: say.account.password,
                type: 'password',
                description: say.account.passwordSays,
                autoComplete: 'new-password',
              },
            ]}
            onSubmit={async ({ name = '', email = '', password = '' }) => {
              await accounts.signUp({ name, email, password, ...(keeper === null ? {} : { keeper }) });
              prefer({ name: name.trim() });
              go('/account');
            }}
          >
            {sessions > 0 && <p>{words.keeps(sessions)}</p>}
          </AccountForm>
        )}
        {keeper === null && (
          <p className="quiet">
            {words.have} <Link href="/sign-in">{say.account.signIn.go}</Link>.
          </p>
        )}
      </div>
    </Page>
  );
}
