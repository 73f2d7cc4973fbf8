import { Button } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { titleIn } from '../../../curriculum/own.ts';
import { exercises } from '../../http/exercises.ts';
import { requests, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { useCommands } from '../../ui/commands.tsx';
import { DeadEnd, Unreachable } from '../../ui/DeadEnd.tsx';
import { KeptState } from '../../ui/KeptState.tsx';
import { Page } from '../../ui/Page.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import css from './Exercise.module.css';
import { Faults, Marked } from './Faults.tsx';
import { Offer } from './Offer.tsx';
import { Preview } from './Preview.tsx';
import { Remove } from './Remove.tsx';
import { useOwnExercise } from './useOwnExercise.ts';
import { useReading } from './useReading.ts';
import { Versions } from './Versions.tsx';
import { YamlText } from './YamlText.tsx';

const words = say.exercise;

/** An exercise of one's own: its text, and beside it what comes of it. */
export default function ExerciseScreen({ id }: { id: string }) {
  const [, go] = useLocation();
  const { keeper, kept } = useOwnExercise(id);
  const reading = useReading(kept.draft, kept.beside);
  const text = useRef<{ goTo: (line: number) => void }>(null);
  const keys = useId();
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState<'try' | 'use' | null>(null);
  const [first] = reading?.faults ?? [];

  /** Says why it can't be used as it stands; null where it can. */
  const check = async (): Promise<string | null> => {
    if (first) return words.mendFirst(first.line);
    return (await keeper.flush()) ? null : words.notSaved;
  };
  const begin = async (what: 'try' | 'use', does: () => Promise<string>) => {
    setBusy(what);
    setSaid(null);
    try {
      const not = await check();
      if (not === null) {
        go(await does());
        return;
      }
      setSaid(not);
      if (first) text.current?.goTo(first.line);
    } catch (failure) {
      setSaid(sentenceOf(failure));
    }
    setBusy(null);
  };
  const tryIt = () => begin('try', async () => `/s/${(await requests.try({ exercise: id })).session}`);
  const use = () => begin('use', async () => `/new?exercise=${encodeURIComponent(id)}`);
  useCommands([
    { id: 'try', label: words.try, run: () => void tryIt() },
    { id: 'use', label: words.use, run: () => void use() },
  ]);
  const { draft } = kept;
  if (kept.state === 'missing') {
    return (
      <DeadEnd title={words.missing} says={words.missingSays}>
        <Link className="target" href="/new">
          {words.choose}
        </Link>
      </DeadEnd>
    );
  }
  if (kept.state === 'unreachable') return <Unreachable />;
  if (draft === null) return <Waiting />;
  const keepAsNew = async () => {
    try {
      const made = await exercises.keep(draft);
      keeper.drop();
      go(`/exercise/${made}`);
    } catch (failure) {
      setSaid(sentenceOf(failure));
    }
  };
  const remove = async () => {
    try {
      await exercises.remove(id);
      keeper.drop();
      go('/new');
    } catch (failure) {
      setSaid(sentenceOf(failure));
    }
  };
  return (
    <Page wide>
      <div className={css.screen}>
        <header>
          <p className="quiet">
            {words.kicker}
            {kept.version > 0 && ` · ${words.version(kept.version)}`}
          </p>
          <h1>{titleIn(draft) || words.untitled}</h1>
        </header>
        {kept.theirs && <Versions kept={kept} keeper={keeper} />}
        {kept.gone ? (
          <div role="alert" className={css.versions}>
            <p>{words.gone}</p>
            <div>
              <Button onClick={() => void keepAsNew()}>{words.keepAsNew}</Button>
            </div>
          </div>
        ) : (
          kept.refusal && (
            <p role="alert" className={css.refusal}>
              {kept.refusal}
            </p>
          )
        )}
        <div className={css.columns}>
          <div className={css.written}>
            <YamlText
              ref={text}
              words={draft}
              faults={reading?.faults ?? []}
              label={words.text}
              describedBy={keys}
              onChange={(typed) => {
                setSaid(null);
                keeper.change(() => typed);
              }}
            />
            <div className={css.under}>
              <KeptState kept={kept} />
              <p id={keys} className={css.keys}>
                {words.keys}
              </p>
            </div>
            <Faults faults={reading?.faults ?? null} onGo={(line) => text.current?.goTo(line)} />
          </div>
          <div className={css.beside}>
            <div className={css.acts}>
              <Button size="md" loading={busy === 'try'} onClick={() => void tryIt()}>
                {busy === 'try' ? words.trying : words.try}
              </Button>
              <Button size="md" variant="default" loading={busy === 'use'} onClick={() => void use()}>
                {words.use}
              </Button>
            </div>
            <p role="status" className={said ? css.refusal : 'unseen'}>
              {said}
            </p>
            <Preview reading={reading} />
            <div>
              <p className={`quiet small ${css.running}`}>{words.running}</p>
              <Help />
              <Offer id={id} kept={kept} keeper={keeper} onReady={check} />
              <Remove onRemove={() => void remove()} />
            </div>
          </div>
        </div>
      </div>
    </Page>
  );
}

function Help() {
  return (
    <details className={css.more}>
      <summary>{words.help}</summary>
      <ul className={css.help}>
        {words.helpSays.map((line) => (
          <li key={line}>
            <Marked words={line} />
          </li>
        ))}
      </ul>
    </details>
  );
}
