import { Button } from '@mantine/core';
import { memo, useState } from 'react';
import { stepOf, stretchAt } from '../../../core/session/exercise.ts';
import type { Room } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { say } from '../../messages/en.ts';
import { useClient } from '../../session/context.tsx';
import { Clock } from '../../ui/Clock.tsx';
import { useCommands } from '../../ui/commands.tsx';
import css from './Lead.module.css';

interface PaceProps {
  room: Room;
  lead: PersonId;
}

/** The room's clock, what to say now and what to watch for, one Next. */
export const Pace = memo(({ room, lead }: PaceProps) => {
  const client = useClient();
  const [ending, setEnding] = useState(false);
  const [from, to] = stretchAt(room.exercise, room.plan, room.at);
  const steps = room.plan
    .slice(from, to + 1)
    .flatMap((_, i) => stepOf(room.exercise, room.plan, from + i) ?? []);
  const next = stepOf(room.exercise, room.plan, to + 1);
  const watch = steps.flatMap(({ watchFor }) => watchFor ?? []);
  const skips = [...steps, ...(next ? [next] : [])].filter(({ skipIfLate }) => skipIfLate);
  const go = (way: 'next' | 'back') => client.act({ type: 'go', to: way }, lead);
  const onward = () => {
    if (next || ending) go('next');
    else setEnding(true);
  };
  const add = (minutes: number) => client.act({ type: 'set-clock', act: 'add', minutes }, lead);
  const running = room.clock.state === 'running';
  const turn = () => client.act({ type: 'set-clock', act: running ? 'pause' : 'start' }, lead);
  useCommands([
    { id: 'next', label: next ? say.lead.nextTo(next.title) : say.lead.end, key: 'n', run: onward },
    { id: 'back', label: say.lead.back, run: () => go('back') },
    { id: 'clock', label: running ? say.lead.pause : say.lead.start, key: 'p', run: turn },
    { id: 'add-1', label: say.lead.add(1), key: '+', run: () => add(1) },
    { id: 'add-5', label: say.lead.add(5), run: () => add(5) },
    { id: 'less-1', label: say.lead.less(1), run: () => add(-1) },
    { id: 'regroup', label: say.lobby.formAgain, run: () => client.act({ type: 'form-groups' }, lead) },
    { id: 'end', label: say.lead.endNow, run: () => setEnding(true) },
  ]);
  return (
    <section className={css.pace}>
      <div className={css.words}>
        <h1>{say.projector.steps(steps.map(({ title }) => title))}</h1>
        <p className={css.sayNow}>{say.lead.sayNow}</p>
        <div className={css.aloud}>
          {steps.map((step) => (
            <p key={step.id}>{step.leadSays}</p>
          ))}
        </div>
        {watch.length > 0 && (
          <>
            <p className={css.sayNow}>{say.lead.watchFor}</p>
            <div className={css.watch}>
              {watch.map((words) => (
                <p key={words}>{words}</p>
              ))}
            </div>
          </>
        )}
        {skips.map(({ title }) => (
          <p key={title} className={css.sayNow}>
            {say.lead.skip(title)}
          </p>
        ))}
      </div>
      <div className={css.controls}>
        <Clock clock={room.clock} />
        <div className={css.minutes}>
          <button type="button" className={css.quiet} onClick={turn}>
            {running ? say.lead.pause : say.lead.start}
          </button>
          <button type="button" className={css.quiet} onClick={() => add(1)}>
            {say.lead.add(1)}
          </button>
          <button type="button" className={css.quiet} onClick={() => add(5)}>
            {say.lead.add(5)}
          </button>
        </div>
        {ending ? (
          <div className={css.ending} role="alert">
            <p>{say.lead.endSays}</p>
            <Button onClick={() => client.act({ type: 'end' }, lead)}>{say.lead.endNow}</Button>
            <Button variant="subtle" color="gray" onClick={() => setEnding(false)}>
              {say.app.cancel}
            </Button>
          </div>
        ) : (
          <Button size="lg" onClick={onward}>
            {next ? say.lead.nextTo(next.title) : say.lead.end}
          </Button>
        )}
      </div>
    </section>
  );
});
Pace.displayName = 'Pace';
