import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { requests, sentenceOf, type Visit } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { Ball } from '../../ui/Ball.tsx';
import { useCommands } from '../../ui/commands.tsx';
import { Page } from '../../ui/Page.tsx';
import css from './Landing.module.css';

/** What it is in one breath, and the one thing to do. */
export default function Landing() {
  const [, go] = useLocation();
  const [visits, setVisits] = useState<Visit[]>([]);
  const [member, setMember] = useState(false);
  const [mayOpen, setMayOpen] = useState(true);
  const [error, setError] = useState<string | null>(null);
  const [trying, setTrying] = useState(false);
  const [hairs, setHairs] = useState(9);
  const [pokes, setPokes] = useState(0);
  useEffect(() => {
    requests
      .me()
      .then((me) => {
        setVisits(me.sessions);
        setMember(me.member);
        setMayOpen(me.mayOpen);
      })
      .catch((failure: unknown) => setError(sentenceOf(failure)));
  }, []);
  const tryIt = async () => {
    setTrying(true);
    try {
      const { session } = await requests.try({});
      go(`/s/${session}`);
    } catch (failure) {
      setError(sentenceOf(failure));
      setTrying(false);
    }
  };
  useCommands([
    { id: 'start', label: say.landing.start, key: 'n', run: () => go('/new') },
    { id: 'ideas', label: say.landing.ideas, run: () => go('/ideas') },
    { id: 'practice', label: say.practice.title, run: () => go('/practice') },
    { id: 'day', label: say.day.plan, run: () => go('/day') },
    ...(mayOpen ? [{ id: 'try', label: say.landing.try, run: () => void tryIt() }] : []),
  ]);
  const poke = () => {
    setPokes(pokes + 1);
    setHairs(Math.min(60, hairs + 1));
  };
  return (
    <Page
      corner={
        <Link className={css.way} href={member ? '/account' : '/sign-in'}>
          {member ? say.landing.account : say.landing.signIn}
        </Link>
      }
      foot={
        <Link className={css.way} href="/leave">
          {say.landing.leave}
        </Link>
      }
    >
      <div className={css.landing}>
        <div className={css.words}>
          <h1>{say.landing.title}</h1>
          <p className={css.breath}>{say.landing.breath}</p>
          <div className={css.acts}>
            <Button size="xl" component={Link} href="/new">
              {say.landing.start}
            </Button>
            {mayOpen && (
              <Button variant="default" size="md" loading={trying} onClick={() => void tryIt()}>
                {say.landing.try}
              </Button>
            )}
            <Link className="target" href="/day">
              {say.day.plan}
            </Link>
          </div>
          <CodeForm />
          {error && (
            <p role="alert" className={css.error}>
              {error}
            </p>
          )}
        </div>
        <figure className={css.figure}>
          <button type="button" className={`bare ${css.poke}`} onClick={poke} aria-label={say.landing.poke}>
            <Ball seed={29} hairs={hairs} pokes={pokes} size="100%" ornament />
          </button>
          <figcaption>{say.landing.story}</figcaption>
        </figure>
      </div>
      {visits.length > 0 && <Visits visits={visits} />}
    </Page>
  );
}

function CodeForm() {
  const [, go] = useLocation();
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim()) go(`/j/${encodeURIComponent(code.trim().toUpperCase())}`);
  };
  return (
    <form className={css.code} onSubmit={submit}>
      <TextInput
        label={say.landing.code}
        placeholder={say.landing.codeExample}
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {say.landing.join}
      </Button>
    </form>
  );
}

/** Says quietly that something wants to be practised; nothing while nothing does. */
function DueLink() {
  const [due, setDue] = useState(0);
  useEffect(() => {
    requests
      .practice()
      .then((queue) => setDue(queue.due.length))
      // The page is whole without it.
      .catch(() => setDue(0));
  }, []);
  if (due === 0) return null;
  return (
    <>
      {' · '}
      <Link href="/practice">{say.practice.due(due)}</Link>
    </>
  );
}

function Visits({ visits }: { visits: readonly Visit[] }) {
  return (
    <section className={css.visits}>
      <h2>{say.landing.yours}</h2>
      <ul>
        {visits.map((visit) => (
          <li key={visit.id}>
            <Link href={`/s/${visit.id}`}>{visit.title}</Link>
            <span className="quiet small">
              {[
                say.landing.role[visit.role],
                visit.phase && say.landing.phase[visit.phase],
                new Date(visit.at).toLocaleDateString(undefined, { day: 'numeric', month: 'long' }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <Link href="/ideas">{say.landing.ideas}</Link>
        <DueLink />
      </p>
    </section>
  );
}
