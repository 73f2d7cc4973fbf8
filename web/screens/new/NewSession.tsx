import { Button, Switch, TextInput } from '@mantine/core';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Switch.css';
import { type FormEvent, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Answers } from '../../conversation/FieldInput.tsx';
import { bringAlong, broughtAlong } from '../../device/bringing.ts';
import { prefer, preferences } from '../../device/preferences.ts';
import { exercises as catalogue, type FaultyCard } from '../../http/exercises.ts';
import { type ExerciseCard, requests, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { Page } from '../../ui/Page.tsx';
import { signInFirst } from '../../ui/wayBack.ts';
import { ChangeExercise, Faulty } from './ChangeExercise.tsx';
import css from './NewSession.module.css';
import { whose } from './whose.ts';

type Where = 'in-person' | 'remote' | 'mixed' | 'solo';
const places: Where[] = ['in-person', 'remote', 'mixed', 'solo'];

/** One exercise, one place, one button. */
export default function NewSession() {
  const [, go] = useLocation();
  const [exercises, setExercises] = useState<ExerciseCard[] | null>(null);
  const [drafts, setDrafts] = useState<readonly FaultyCard[]>([]);
  const [chosen, setChosen] = useState<string | null>(() =>
    new URLSearchParams(location.search).get('exercise'),
  );
  const [where, setWhere] = useState<Where>('in-person');
  const [rounds, setRounds] = useState<number | null>(null);
  const [brief, setBrief] = useState(false);
  const [joins, setJoins] = useState(false);
  const [name, setName] = useState(preferences().name);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [bringing, setBringing] = useState(broughtAlong);
  const [mayOpen, setMayOpen] = useState(true);
  useEffect(() => {
    requests
      .me()
      .then((me) => setMayOpen(me.mayOpen))
      // Pressing the button says it again.
      .catch(() => undefined);
  }, []);
  const look = () =>
    catalogue
      .list()
      .then(({ exercises: all, drafts: faulty }) => {
        setExercises(all);
        setDrafts(faulty);
        setChosen((held) => all.find(({ id }) => id === held)?.id ?? all[0]?.id ?? null);
      })
      .catch((failure: unknown) => setError(sentenceOf(failure)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => void look(), []);
  const exercise = exercises?.find(({ id }) => id === chosen);
  const solo = where === 'solo';
  const count = brief ? 1 : (rounds ?? exercise?.rounds ?? 1);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!exercise) return;
    if (name.trim() === '') {
      setError(say.create.nameMissing);
      return;
    }
    setBusy(true);
    setError(null);
    try {
      prefer({ name: name.trim() });
      const { session } = await requests.create({
        exercise: exercise.id,
        name: name.trim(),
        mode: solo ? 'in-person' : where,
        solo,
        brief,
        rounds: count,
        join: solo || joins,
        bring: bringing.map(({ session, to, note }) => ({ session, to, note })),
      });
      bringAlong([]);
      go(`/s/${session}`);
    } catch (failure) {
      setError(sentenceOf(failure));
      setBusy(false);
    }
  };
  return (
    <Page wide>
      <form className={css.form} onSubmit={(event) => void submit(event)}>
        <div className={css.choice}>
          {!mayOpen && (
            <div className={css.account} role="status">
              <p>{say.create.needsAccount}</p>
              <Button component={Link} href={signInFirst('/new')}>
                {say.create.signIn}
              </Button>
            </div>
          )}
          {bringing.length > 0 && (
            <section className={css.bringing}>
              <p>{say.ideas.bringing(bringing.length)}</p>
              <ul>
                {bringing.map(({ session, to, note, words }) => (
                  <li key={`${session} ${to} ${note}`}>{words}</li>
                ))}
              </ul>
              <p className="quiet small">{say.ideas.bringingSays}</p>
              <Button
                variant="default"
                size="sm"
                mt={8}
                onClick={() => {
                  bringAlong([]);
                  setBringing([]);
                }}
              >
                {say.ideas.leaveOut}
              </Button>
            </section>
          )}
          <fieldset>
            <legend>
              <h1>{say.create.title}</h1>
            </legend>
            {exercises?.length === 0 && <p>{say.create.none}</p>}
            <div className={css.cards}>
              {exercises?.map((card) => (
                <label key={card.id} className={css.card}>
                  <input
                    type="radio"
                    name="exercise"
                    className="unseen"
                    checked={card.id === chosen}
                    onChange={() => {
                      setChosen(card.id);
                      setRounds(null);
                    }}
                  />
                  <span className={css.cardBody}>
                    <strong>{card.title}</strong>
                    <span>{card.purpose}</span>
                    <small>
                      {say.create.minutes(card.minutes)}
                      {card.by && <span className={css.whose}> · {whose(card.by)}</span>}
                    </small>
                  </span>
                </label>
              ))}
            </div>
            <p className="quiet small">{say.create.estimate}</p>
            {exercise && <ChangeExercise card={exercise} name={name} onError={setError} onGone={look} />}
            {drafts.length > 0 && <Faulty drafts={drafts} />}
          </fieldset>
        </div>
        <div className={css.how}>
          <div>
            <Answers
              label={say.create.where}
              options={places.map((value) => ({ value, label: say.create.modes[value] }))}
              value={where}
              onChange={(value) => setWhere(value as Where)}
            />
            <p className={css.says}>
              {solo && exercise?.groupSize === 1 ? say.create.soloAnyway : say.create.modeSays[where]}
            </p>
          </div>
          {exercise && (
            <div className={css.settings}>
              <div>
                <p className={css.label} id="rounds">
                  {say.create.rounds}
                </p>
                <div className={css.rounds}>
                  <button
                    type="button"
                    aria-label={say.create.fewer}
                    disabled={count <= 1 || brief}
                    onClick={() => setRounds(count - 1)}
                  >
                    −
                  </button>
                  <output aria-labelledby="rounds">{count}</output>
                  <button
                    type="button"
                    aria-label={say.create.more}
                    disabled={count >= 6 || brief}
                    onClick={() => setRounds(count + 1)}
                  >
                    +
                  </button>
                </div>
                <p className="quiet small">{say.create.roundsSays(count)}</p>
              </div>
              <Switch
                label={say.create.brief(exercise.brief.minutes)}
                description={say.create.briefSays}
                checked={brief}
                onChange={(event) => setBrief(event.currentTarget.checked)}
              />
              {!solo && (
                <Switch
                  label={say.create.joins}
                  description={say.create.joinsSays}
                  checked={joins}
                  onChange={(event) => setJoins(event.currentTarget.checked)}
                />
              )}
            </div>
          )}
          <div className={css.go}>
            <TextInput
              label={say.create.name}
              size="lg"
              placeholder={say.create.nameExample}
              autoComplete="given-name"
              maxLength={60}
              value={name}
              error={error}
              onChange={(event) => {
                setName(event.currentTarget.value);
                setError(null);
              }}
            />
            {mayOpen ? (
              <Button type="submit" size="lg" loading={busy} disabled={!exercise}>
                {solo ? say.create.begin : say.create.open}
              </Button>
            ) : (
              <Button size="lg" component={Link} href={signInFirst('/new')}>
                {say.create.signIn}
              </Button>
            )}
          </div>
        </div>
      </form>
    </Page>
  );
}
