import { Button } from '@mantine/core';
import { say } from '../messages/en.ts';
import { useClient, useView } from '../session/context.tsx';
import { aheadOf, leadsHere, type Standing } from '../session/standing.ts';
import { useCommands } from '../ui/commands.tsx';
import css from './StepOn.module.css';

/** How the group goes on from here: by itself inside a stretch, else the room does. */
export function StepOn({ standing, quiet = false }: { standing: Standing; quiet?: boolean }) {
  const client = useClient();
  const view = useView();
  const { room } = standing;
  const ahead = aheadOf(standing);
  const lead = leadsHere(room, view.people);
  const actor = standing.hands[0];
  const alone = lead !== undefined && room.groups.size === 1;
  const following = room.plan[standing.at + 1];
  const title = following && room.exercise.steps.find(({ id }) => id === following.step)?.title;
  const next = ahead.next
    ? () => actor && client.act({ type: 'go-group', to: 'next' }, actor)
    : alone
      ? () => client.act({ type: 'go', to: 'next' }, lead)
      : null;
  const back = ahead.back ? () => actor && client.act({ type: 'go-group', to: 'back' }, actor) : null;
  const label = title ? say.room.nextStepTo(title) : say.lead.end;
  useCommands([
    ...(next ? [{ id: 'step-on', label, key: 'shift+ArrowRight', run: () => void next() }] : []),
    ...(back
      ? [{ id: 'step-back', label: say.room.backStep, key: 'shift+ArrowLeft', run: () => void back() }]
      : []),
  ]);
  return (
    <div className={css.on}>
      {next ? (
        <Button variant={quiet ? 'default' : 'filled'} onClick={() => void next()}>
          {label}
        </Button>
      ) : (
        <p className="quiet">{say.room.waitLead}</p>
      )}
      {back && (
        <Button variant="subtle" color="gray" onClick={() => void back()}>
          {say.room.backStep}
        </Button>
      )}
    </div>
  );
}
