import { Button, Checkbox, NativeSelect } from '@mantine/core';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { layDay } from '../../../core/program/day.ts';
import { exerciseFor } from '../../../core/program/length.ts';
import type { Day, Program } from '../../../core/program/program.ts';
import { wallAt } from '../../../core/program/zone.ts';
import type { Exercise } from '../../../core/session/exercise.ts';
import { type HeldProgram, programs } from '../../http/programs.ts';
import { type Invitation, requests } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { DeadEnd } from '../../ui/DeadEnd.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { dayToShow } from '../day/edit.ts';
import { type Known, useExercises } from '../day/exercises.ts';
import { CodePoster, PlanPoster } from './CodePoster.tsx';
import { ComplaintDeck, gatherDecks } from './ComplaintDeck.tsx';
import { RoleCards } from './RoleCards.tsx';
import { RunSheet } from './RunSheet.tsx';
import css from './Sheets.module.css';
import { Worksheet } from './Worksheet.tsx';

const kinds = ['run', 'roles', 'deck', 'worksheets', 'posters'] as const;
type Kind = (typeof kinds)[number];
type Paper = 'A4' | 'letter';

/** Countries whose paper is Letter; everywhere else it is A4. */
const usualPaper = (): Paper => (/-(US|CA|MX|PH|CL|CO)\b/.test(navigator.language) ? 'letter' : 'A4');

/** Everything of a day on paper. The line above the sheets is for the screen alone. */
export default function Sheets({ id }: { id: string }) {
  const [held, setHeld] = useState<HeldProgram | 'missing' | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<Kind>>(new Set(kinds));
  const [paper, setPaper] = useState<Paper>(usualPaper);
  useEffect(() => {
    programs.load(id).then(setHeld, () => setHeld('missing'));
  }, [id]);
  const program = held && held !== 'missing' ? held.program : null;
  const known = useExercises(program);
  const asked = new URLSearchParams(location.search).get('day');
  const day =
    program &&
    (program.days.find((each) => each.id === asked) ??
      dayToShow(program.days, wallAt(Date.now(), program.zone).date));
  const invitations = useInvitations(day ?? null);
  if (held === 'missing') return <DeadEnd title={say.day.missing} says={say.day.missingSays} />;
  if (!program || !known || !day || !invitations) return <Waiting />;
  const plan = held?.plan ?? null;
  return (
    <div className={css.screen}>
      <style>{`@page { size: ${paper}; margin: 12mm; }`}</style>
      <header className={`${css.bar} no-print`}>
        <Link className="target" href={`/day/${id}?day=${day.id}`}>
          {say.sheets.back}
        </Link>
        <fieldset className={css.kinds}>
          <legend className="unseen">{say.sheets.choose}</legend>
          {kinds.map((kind) => (
            <Checkbox
              key={kind}
              label={say.sheets.kinds[kind]}
              checked={chosen.has(kind)}
              onChange={(event) => {
                const next = new Set(chosen);
                if (event.currentTarget.checked) next.add(kind);
                else next.delete(kind);
                setChosen(next);
              }}
            />
          ))}
        </fieldset>
        <NativeSelect
          aria-label={say.sheets.paper}
          value={paper}
          onChange={(event) => setPaper(event.currentTarget.value as Paper)}
          data={Object.entries(say.sheets.papers).map(([value, label]) => ({ value, label }))}
        />
        <Button size="lg" disabled={chosen.size === 0} onClick={() => print()}>
          {say.sheets.print}
        </Button>
        {chosen.has('posters') && invitations.size === 0 && !plan && (
          <p className="quiet small">{say.sheets.noPosters}</p>
        )}
      </header>
      <main className={css.sheets} data-paper={paper} id="now">
        <h1 className="unseen">{say.sheets.title(program.title)}</h1>
        <All
          program={program}
          day={day}
          known={known}
          plan={plan}
          invitations={invitations}
          chosen={chosen}
        />
      </main>
    </div>
  );
}

interface AllProps {
  program: Program;
  day: Day;
  known: Known;
  plan: string | null;
  invitations: ReadonlyMap<string, Invitation>;
  chosen: ReadonlySet<Kind>;
}

function All({ program, day, known, plan, invitations, chosen }: AllProps) {
  const laid = layDay(day, program.zone, known.exercises);
  const slots = day.slots.filter((slot) => slot.kind === 'exercise');
  /** Each exercise once, as the first slot of it runs it. */
  const exercises = new Map<string, Exercise>();
  for (const slot of slots) {
    const exercise = exerciseFor(slot, known.exercises);
    if (exercise && !exercises.has(exercise.id)) exercises.set(exercise.id, exercise);
  }
  if (day.slots.length === 0 || chosen.size === 0)
    return <p className={css.sheet}>{day.slots.length === 0 ? say.sheets.nothing : say.sheets.noneChosen}</p>;
  const each = [...exercises.values()];
  return (
    <>
      {chosen.has('run') && <RunSheet program={program} day={day} laid={laid} exercises={known.exercises} />}
      {chosen.has('roles') && each.length > 0 && <RoleCards exercises={each} />}
      {chosen.has('deck') && gatherDecks(each).map((deck) => <ComplaintDeck key={deck.titles} deck={deck} />)}
      {chosen.has('worksheets') &&
        each.map((exercise) => <Worksheet key={exercise.id} exercise={exercise} />)}
      {chosen.has('posters') && (
        <>
          {slots.flatMap((slot) => {
            const invitation = slot.session === null ? undefined : invitations.get(slot.session);
            return invitation
              ? [
                  <CodePoster
                    key={slot.id}
                    title={slot.title}
                    place={day.place}
                    invitation={invitation}
                    zone={program.zone}
                  />,
                ]
              : [];
          })}
          {plan && <PlanPoster title={program.title} url={plan} />}
        </>
      )}
    </>
  );
}

/** The ways into every workshop of a day that was opened; null until all are here. One that is gone has none. */
function useInvitations(day: Day | null): ReadonlyMap<string, Invitation> | null {
  const [found, setFound] = useState<ReadonlyMap<string, Invitation> | null>(null);
  const sessions = day?.slots.flatMap((slot) =>
    slot.kind === 'exercise' && slot.session ? [slot.session] : [],
  );
  const wanted = sessions?.join(' ') ?? null;
  useEffect(() => {
    if (wanted === null) return;
    const asked = wanted.split(' ').filter((session) => session !== '');
    void Promise.all(
      asked.map((session) =>
        requests
          .invitation(session)
          .then((invitation) => [[session, invitation] as const])
          .catch(() => []),
      ),
    ).then((all) => setFound(new Map(all.flat())));
  }, [wanted]);
  return found;
}
