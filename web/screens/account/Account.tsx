import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Answers } from '../../conversation/FieldInput.tsx';
import { prefer } from '../../device/preferences.ts';
import { accounts, type Whose } from '../../http/accounts.ts';
import { requests, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { Page } from '../../ui/Page.tsx';
import css from './Account.module.css';
import { AccountForm } from './AccountForm.tsx';
import { Erase } from './Erase.tsx';
import { Gone } from './Gone.tsx';
import { Passkeys } from './Passkeys.tsx';
import { useWhose } from './whose.ts';

/** Who you are here, and what you can do about it. */
export default function Account() {
  const [, go] = useLocation();
  const { whose, error, look } = useWhose();
  const [erased, setErased] = useState(false);
  if (erased) return <Gone title={say.account.erase.title} says={say.account.erase.done} />;
  if (!whose) return <Page>{error && <p role="alert">{error}</p>}</Page>;
  const { account, here } = whose;
  const [own] = here;
  const signOut = async () => {
    await accounts.signOut(false);
    go('/');
  };
  return (
    <Page foot={<Link href="/leave">{say.landing.leave}</Link>}>
      <div className={css.page}>
        <div className={css.head}>
          <h1>{titleOf(whose)}</h1>
          {account ? (
            <p className="quiet">
              {[account.email, say.account.role[account.role]].filter(Boolean).join(' · ')}
            </p>
          ) : (
            <p>{own ? say.account.guestSays : say.account.nobodySays}</p>
          )}
          <div className={css.acts}>
            {account ? (
              <>
                <Button size="lg" component={Link} href="/">
                  {say.account.welcome}
                </Button>
                {account.role !== 'member' && (
                  <Button variant="default" component={Link} href="/people">
                    {say.account.people}
                  </Button>
                )}
                <Button variant="default" onClick={() => void signOut()}>
                  {say.account.signOut}
                </Button>
              </>
            ) : (
              <>
                <Button size="lg" component={Link} href={own ? '/' : '/sign-up'}>
                  {own ? say.account.welcome : say.account.signUp.title}
                </Button>
                {own && (
                  <Button variant="default" component={Link} href="/sign-up">
                    {say.account.signUp.title}
                  </Button>
                )}
                <Button variant="default" component={Link} href="/sign-in">
                  {say.account.signIn.go}
                </Button>
              </>
            )}
          </div>
        </div>
        {own && <Rename name={own.name} onDone={look} />}
        {account && (
          <>
            <Passkeys passkeys={account.passkeys} onChange={look} />
            <ChangePassword email={account.email} />
          </>
        )}
        {account?.role === 'keeper' && <Creators creators={whose.creators} />}
        {account && account.links.length > 0 && <OthersLinks links={account.links} />}
        {own && (
          <>
            <section className={css.part}>
              <h2>{say.account.mine.title}</h2>
              <p>{say.account.mine.says}</p>
              <Button variant="default" component="a" href={accounts.minePath} download>
                {say.account.mine.get}
              </Button>
            </section>
            <Erase here={here} account={account !== null} onDone={() => setErased(true)} />
          </>
        )}
      </div>
    </Page>
  );
}

function titleOf({ account, here: [own] }: Whose): string {
  if (account) return own?.name ?? say.account.title;
  return own ? say.account.guestTitle(own.name) : say.account.nobodyTitle;
}

function Rename({ name, onDone }: { name: string; onDone: () => Promise<void> }) {
  const [typed, setTyped] = useState(name);
  const [said, setSaid] = useState<string | null>(null);
  const rename = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await requests.rename(typed);
      prefer({ name: typed.trim() });
      await onDone();
      setSaid(say.account.renamed);
    } catch (failure) {
      setSaid(sentenceOf(failure));
    }
  };
  return (
    <section className={css.part}>
      <form onSubmit={(event) => void rename(event)}>
        <TextInput
          label={say.account.name}
          autoComplete="name"
          maxLength={60}
          size="sm"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setSaid(null);
          }}
        />
        <Button type="submit" variant="default" size="sm" disabled={typed.trim() === name}>
          {say.account.rename}
        </Button>
        <p role="status">{said}</p>
      </form>
    </section>
  );
}

function ChangePassword({ email }: { email: string }) {
  const [done, setDone] = useState(0);
  const words = say.account.change;
  return (
    <section className={css.part}>
      <details>
        <summary>{words.title}</summary>
        <p>{words.says}</p>
        <AccountForm
          key={done}
          go={words.go}
          fields={[
            { name: 'was', label: words.was, type: 'password', autoComplete: 'current-password' },
            {
              name: 'password',
              label: say.account.newPassword,
              type: 'password',
              description: say.account.passwordSays,
              autoComplete: 'new-password',
            },
          ]}
          onSubmit={async ({ was = '', password = '' }) => {
            await accounts.changePassword({ was, password });
            setDone(done + 1);
          }}
        >
          <input
            type="text"
            className="unseen"
            autoComplete="username"
            value={email}
            readOnly
            tabIndex={-1}
            aria-hidden="true"
          />
        </AccountForm>
        <p role="status">{done > 0 && words.done}</p>
      </details>
    </section>
  );
}

function Creators({ creators }: { creators: Whose['creators'] }) {
  const [chosen, setChosen] = useState(creators);
  const [error, setError] = useState<string | null>(null);
  const words = say.account.space;
  const choose = (value: Whose['creators']) => {
    const before = chosen;
    setChosen(value);
    setError(null);
    accounts.setCreators(value).catch((failure: unknown) => {
      setChosen(before);
      setError(sentenceOf(failure));
    });
  };
  return (
    <section className={css.part}>
      <Answers
        label={words.title}
        options={(['anybody', 'accounts'] as const).map((value) => ({ value, label: words[value] }))}
        value={chosen}
        onChange={(value) => choose(value as Whose['creators'])}
      />
      <p className="quiet">{words.says}</p>
      {error && (
        <p role="alert" className={css.error}>
          {error}
        </p>
      )}
    </section>
  );
}

function OthersLinks({ links }: { links: NonNullable<Whose['account']>['links'] }) {
  const words = say.account.links;
  const dayOf = (at: number) =>
    new Date(at).toLocaleString(undefined, {
      day: 'numeric',
      month: 'long',
      hour: 'numeric',
      minute: '2-digit',
    });
  return (
    <section className={css.part}>
      <h2>{words.title}</h2>
      <ul>
        {links.map(({ by, made, used }) => (
          <li key={made}>{words.by(by ?? words.machine, dayOf(made), used)}</li>
        ))}
      </ul>
    </section>
  );
}
