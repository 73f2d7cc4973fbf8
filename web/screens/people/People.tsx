import { Button, TextInput } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { accounts, type ListedPerson, type Role } from '../../http/accounts.ts';
import { sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { DeadEnd } from '../../ui/DeadEnd.tsx';
import { LinkMaker } from '../../ui/LinkMaker.tsx';
import { Page } from '../../ui/Page.tsx';
import { useWhose } from '../account/whose.ts';
import { BringList } from './BringList.tsx';
import css from './People.module.css';
import { PersonForm } from './PersonForm.tsx';

/** Everybody on the list. Leads help people back in; the keeper writes the list. */
export default function People() {
  const { whose } = useWhose();
  const [search, setSearch] = useState('');
  const [told, setTold] = useState<{ all: number; found: number; people: ListedPerson[] } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [open, setOpen] = useState<'add' | 'list' | null>(null);
  const [added, setAdded] = useState<{ name: string; url: string } | null>(null);
  const look = useCallback(async (sought: string) => {
    try {
      setTold(await accounts.list(sought, 0));
    } catch (failure) {
      setError(sentenceOf(failure));
    }
  }, []);
  useEffect(() => {
    const soon = setTimeout(() => void look(search), 150);
    return () => clearTimeout(soon);
  }, [search, look]);
  const more = async () => {
    try {
      const next = await accounts.list(search, told?.people.length ?? 0);
      setTold((held) => held && { ...next, people: [...held.people, ...next.people] });
    } catch (failure) {
      setError(sentenceOf(failure));
    }
  };
  const role = whose?.account?.role;
  if (whose && role !== 'keeper' && role !== 'lead') {
    return (
      <DeadEnd title={say.people.denied} says={whose.account ? undefined : say.people.deniedSays}>
        {whose.account === null && (
          <Button component={Link} href="/sign-in">
            {say.account.signIn.go}
          </Button>
        )}
      </DeadEnd>
    );
  }
  const keeps = role === 'keeper';
  if (open === 'list') {
    const done = () => {
      setOpen(null);
      void look(search);
    };
    return (
      <Page>
        <BringList onDone={done} />
      </Page>
    );
  }
  return (
    <Page>
      <div className={css.page}>
        <h1>{say.people.title}</h1>
        <div className={css.bar}>
          <TextInput
            label={say.people.search}
            placeholder={say.people.searchExample}
            type="search"
            size="sm"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          {keeps && (
            <>
              <Button size="sm" onClick={() => setOpen('list')}>
                {say.people.import}
              </Button>
              <Button size="sm" variant="default" onClick={() => setOpen(open === 'add' ? null : 'add')}>
                {say.people.add}
              </Button>
              <Button size="sm" variant="default" component="a" href={accounts.listPath} download>
                {say.people.export}
              </Button>
            </>
          )}
        </div>
        {open === 'add' && (
          <PersonForm
            person={null}
            go={say.people.addGo}
            onSave={async (person) => {
              const { url } = await accounts.add(person);
              setAdded({ name: person.name, url });
              setOpen(null);
              await look(search);
            }}
          />
        )}
        {added && (
          <div role="status">
            <p>{say.people.linkSays(added.name)}</p>
            <p>
              <code>{added.url}</code>
            </p>
          </div>
        )}
        {error && (
          <p role="alert" className={css.error}>
            {error}
          </p>
        )}
        {told && (
          <>
            <p className="quiet" role="status">
              {told.all === 0
                ? say.people.empty
                : told.found === 0
                  ? say.people.none
                  : say.people.count(told.found, told.all)}
            </p>
            <ul className={css.rows}>
              {told.people.map((person) => (
                <Row key={person.id} person={person} keeps={keeps} onChange={() => look(search)} />
              ))}
            </ul>
            {told.people.length < told.found && (
              <Button variant="default" onClick={() => void more()}>
                {say.people.more}
              </Button>
            )}
          </>
        )}
      </div>
    </Page>
  );
}

const ROLES: Role[] = ['keeper', 'lead', 'member'];

function Row({
  person,
  keeps,
  onChange,
}: {
  person: ListedPerson;
  keeps: boolean;
  onChange: () => Promise<void>;
}) {
  const [open, setOpen] = useState<'edit' | 'link' | null>(null);
  const [error, setError] = useState<string | null>(null);
  const { id, name, email, team, level, has, role } = person;
  const toggle = (what: 'edit' | 'link') => setOpen(open === what ? null : what);
  const setRole = async (next: Role) => {
    setError(null);
    try {
      await accounts.setRole(id, next);
      await onChange();
    } catch (failure) {
      setError(sentenceOf(failure));
    }
  };
  return (
    <li className={css.row}>
      <div className={css.who}>
        <strong>{name}</strong>
        <span className="quiet small">{email}</span>
      </div>
      <span className="quiet small">
        {[team, level === null ? null : `${say.people.columns.level} ${level}`, say.people.has[has]]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span>
        {keeps && has === 'account' ? (
          <select
            aria-label={say.people.roleOf(name)}
            value={role}
            onChange={(event) => void setRole(event.currentTarget.value as Role)}
          >
            {ROLES.map((each) => (
              <option key={each} value={each}>
                {say.people.roles[each]}
              </option>
            ))}
          </select>
        ) : (
          role !== 'member' && say.people.roles[role]
        )}
      </span>
      <div className={css.acts}>
        {has !== 'browser' && (
          <Button
            size="sm"
            variant="subtle"
            aria-expanded={open === 'link'}
            aria-label={has === 'account' ? say.people.recover(name) : say.people.link(name)}
            onClick={() => toggle('link')}
          >
            {has === 'account' ? say.people.recoverShort : say.people.linkShort}
          </Button>
        )}
        {keeps && (
          <Button
            size="sm"
            variant="subtle"
            aria-expanded={open === 'edit'}
            aria-label={say.people.edit(name)}
            onClick={() => toggle('edit')}
          >
            {say.people.editShort}
          </Button>
        )}
      </div>
      {error && (
        <p role="alert" className={`${css.open} ${css.error}`}>
          {error}
        </p>
      )}
      {open === 'link' && (
        <div className={css.open}>
          <LinkMaker
            says={has === 'account' ? say.people.recoverSays(name) : say.people.linkSays(name)}
            make={async () =>
              (await (has === 'account' ? accounts.recoveryFor(id) : accounts.linkFor(id))).url
            }
          />
        </div>
      )}
      {open === 'edit' && (
        <div className={css.open}>
          <PersonForm
            person={person}
            go={say.people.save}
            onSave={async (changed) => {
              await accounts.change(id, changed);
              setOpen(null);
              await onChange();
            }}
          />
        </div>
      )}
    </li>
  );
}
