import { Button, Switch } from '@mantine/core';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Switch.css';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { accounts, hasPasskeys } from '../../http/accounts.ts';
import { Declined } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { Page } from '../../ui/Page.tsx';
import { wayBack } from '../../ui/wayBack.ts';
import css from './Account.module.css';
import { AccountForm } from './AccountForm.tsx';
import { useWhose } from './whose.ts';

/** In with a password or a passkey; a guest who sits here may come along. */
export default function SignIn() {
  const [, go] = useLocation();
  const { whose } = useWhose();
  const [bring, setBring] = useState(true);
  const [failed, setFailed] = useState<string | null>(null);
  const guests = whose?.account ? [] : (whose?.here ?? []);
  const brings = guests.length > 0 && bring;
  const passkey = async () => {
    setFailed(null);
    try {
      await accounts.signInByPasskey(brings);
      go(wayBack(location.search));
    } catch (failure) {
      setFailed(failure instanceof Declined ? failure.message : say.account.signIn.failed);
    }
  };
  return (
    <Page>
      <div className={css.narrow}>
        <h1>{say.account.signIn.title}</h1>
        <AccountForm
          large
          go={say.account.signIn.go}
          fields={[
            {
              name: 'email',
              label: say.account.email,
              type: 'email',
              placeholder: say.account.emailExample,
              autoComplete: 'username',
            },
            {
              name: 'password',
              label: say.account.password,
              type: 'password',
              autoComplete: 'current-password',
            },
          ]}
          onSubmit={async ({ email = '', password = '' }) => {
            await accounts.signIn({ email, password, bring: brings });
            go(wayBack(location.search));
          }}
        >
          {guests.length > 0 && (
            <div className={css.aside}>
              <p>{say.account.signIn.here(say.list(guests.map(({ name }) => name)))}</p>
              <Switch
                label={say.account.signIn.bring}
                description={say.account.signIn.bringSays}
                checked={bring}
                onChange={(event) => setBring(event.currentTarget.checked)}
              />
            </div>
          )}
        </AccountForm>
        {hasPasskeys() && (
          <Button variant="default" size="md" fullWidth onClick={() => void passkey()}>
            {say.account.signIn.passkey}
          </Button>
        )}
        {failed && (
          <p role="alert" className={css.error}>
            {failed}
          </p>
        )}
        <div className={`${css.aside} quiet`}>
          <p>
            {say.account.signIn.none} <Link href="/sign-up">{say.account.signIn.make}</Link>.{' '}
            {say.account.signIn.needless}
          </p>
          <p>{say.account.signIn.lost}</p>
        </div>
      </div>
    </Page>
  );
}
