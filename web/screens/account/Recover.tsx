import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { accounts } from '../../http/accounts.ts';
import { Declined, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { Page } from '../../ui/Page.tsx';
import css from './Account.module.css';
import { AccountForm } from './AccountForm.tsx';
import { Gone } from './Gone.tsx';

/** A one-time link to a new password. It is used up only when the password is kept. */
export default function Recover({ token }: { token: string }) {
  const [, go] = useLocation();
  const [email, setEmail] = useState<string | null>(null);
  const [gone, setGone] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const words = say.account.recover;
  useEffect(() => {
    accounts.recovers(token).then(
      (found) => setEmail(found.email),
      (failure: unknown) => {
        if (failure instanceof Declined && failure.status === 404) setGone(true);
        else setError(sentenceOf(failure));
      },
    );
  }, [token]);
  if (gone) return <Gone title={words.gone} says={words.goneSays} />;
  if (email === null) return <Page>{error && <p role="alert">{error}</p>}</Page>;
  return (
    <Page>
      <div className={css.narrow}>
        <h1>{words.title}</h1>
        <p>{words.says(email)}</p>
        <AccountForm
          large
          go={words.go}
          fields={[
            {
              name: 'email',
              label: say.account.email,
              type: 'email',
              autoComplete: 'username',
              value: email,
              readOnly: true,
            },
            {
              name: 'password',
              label: say.account.newPassword,
              type: 'password',
              description: say.account.passwordSays,
              autoComplete: 'new-password',
            },
          ]}
          onSubmit={async ({ password = '' }) => {
            try {
              await accounts.recover(token, password);
              go('/account');
            } catch (failure) {
              if (failure instanceof Declined && failure.status === 404) setGone(true);
              else throw failure;
            }
          }}
        />
      </div>
    </Page>
  );
}
