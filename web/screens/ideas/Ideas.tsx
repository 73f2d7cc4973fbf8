import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { bringAlong } from '../../device/bringing.ts';
import { type Idea, requests, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Page } from '../../ui/Page.tsx';
import css from './Ideas.module.css';

/** How long somebody must have stopped typing before it is looked for, milliseconds. */
const PAUSE = 250;
/** Words of an idea that are shown before one asks for the rest, UTF-16 units. */
const SHOWN = 600;

const keyOf = ({ session, to, note }: Idea): string => `${session} ${to} ${note}`;

/** One field that finds anything one may see, wherever it was written; what is ticked comes along to a new workshop. */
export default function Ideas() {
  const [, go] = useLocation();
  const [asked, setAsked] = useState(new URLSearchParams(window.location.search).get('q') ?? '');
  const [found, setFound] = useState<{ asked: string; ideas: Idea[]; next: number | null } | null>(null);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Idea>>(new Map());
  const [error, setError] = useState<string | null>(null);
  const newest = useRef(0);
  const look = useCallback((words: string, held: Idea[], from: number) => {
    const ask = ++newest.current;
    requests
      .ideas(words, from)
      .then(({ ideas, next }) => {
        if (ask !== newest.current) return;
        setError(null);
        setFound({ asked: words, ideas: [...held, ...ideas], next });
      })
      .catch((failure: unknown) => ask === newest.current && setError(sentenceOf(failure)));
  }, []);
  useEffect(() => {
    const wait = setTimeout(() => {
      look(asked, [], 0);
      const query = asked.trim() === '' ? '' : `?q=${encodeURIComponent(asked)}`;
      window.history.replaceState(null, '', `/ideas${query}`);
    }, PAUSE);
    return () => clearTimeout(wait);
  }, [asked, look]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    look(asked, [], 0);
  };
  const toggle = (idea: Idea) => {
    const next = new Map(chosen);
    if (!next.delete(keyOf(idea))) next.set(keyOf(idea), idea);
    setChosen(next);
  };
  const bring = () => {
    bringAlong(
      [...chosen.values()].map(({ session, to, note, words }) => ({
        session,
        to,
        note,
        words: words.slice(0, 200),
      })),
    );
    go('/new');
  };
  return (
    <Page>
      <h1>{say.ideas.title}</h1>
      <search>
        <form onSubmit={submit} className={css.search}>
          <TextInput
            size="lg"
            label={say.ideas.search}
            inputWrapperOrder={['label', 'input', 'description']}
            placeholder={say.ideas.searchExample}
            description={say.ideas.says}
            autoFocus
            autoComplete="off"
            maxLength={200}
            value={asked}
            onChange={(event) => setAsked(event.currentTarget.value)}
          />
        </form>
      </search>
      {error && (
        <p role="alert" className={css.error}>
          {error}
        </p>
      )}
      <p role="status" className="quiet small">
        {found && found.ideas.length > 0 && say.ideas.found(found.ideas.length, found.next !== null)}
      </p>
      {found?.ideas.length === 0 &&
        (found.asked.trim() === '' ? <None /> : <p>{say.ideas.nothing(found.asked)}</p>)}
      <ul className={css.ideas}>
        {found?.ideas.map((idea) => (
          <li key={keyOf(idea)}>
            <One idea={idea} chosen={chosen.has(keyOf(idea))} onToggle={() => toggle(idea)} />
          </li>
        ))}
      </ul>
      {found && found.next !== null && (
        <Button variant="default" onClick={() => look(found.asked, found.ideas, found.next as number)}>
          {say.ideas.more}
        </Button>
      )}
      {chosen.size > 0 && (
        <div className={css.bring}>
          <Button size="lg" onClick={bring}>
            {say.ideas.bring(chosen.size)}
          </Button>
        </div>
      )}
    </Page>
  );
}

function One({ idea, chosen, onToggle }: { idea: Idea; chosen: boolean; onToggle: () => void }) {
  const { words, kind, kindName, title, at, session, byName } = idea;
  const facts = [
    kindName ?? say.ideas.kinds[kind] ?? kind,
    title,
    byName ?? say.ideas.somebody,
    new Date(at).toLocaleDateString(undefined, { day: 'numeric', month: 'long', year: 'numeric' }),
  ];
  return (
    <article className={css.idea}>
      <label className={css.hit}>
        <input
          type="checkbox"
          className={css.tick}
          checked={chosen}
          onChange={onToggle}
          aria-label={say.ideas.choose(words.slice(0, 60))}
        />
      </label>
      <div>
        <p className={css.words}>{words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words}</p>
        <p className={css.facts}>
          <span>{facts.join(' · ')}</span>
          <Link className="target" href={`/s/${session}`}>
            {say.ideas.open}
          </Link>
          <CopyButton words={words} label={say.app.copy} variant="subtle" />
        </p>
      </div>
    </article>
  );
}

function None() {
  return (
    <div className={css.none}>
      <p className="quiet">{say.ideas.none}</p>
      <blockquote>
        <p className={css.words}>{say.ideas.noneExample}</p>
        <p className="quiet small">{say.ideas.noneFrom}</p>
      </blockquote>
    </div>
  );
}
