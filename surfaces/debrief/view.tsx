import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Answers } from '../../web/conversation/FieldInput.tsx';
import { StepOn } from '../../web/conversation/StepOn.tsx';
import { say } from '../../web/messages/en.ts';
import { useClient, useView } from '../../web/session/context.tsx';
import { ownOf } from '../../web/session/standing.ts';
import type { SurfaceProps } from '../props.ts';
import { answered, EMPTY } from './model.ts';
import css from './view.module.css';

const scale = Array.from({ length: 11 }, (_, value) => ({ value, label: String(value) }));

/** At most one screen, one minute, skippable; nobody but you sees it. */
export default function DebriefView({ standing, person, looking }: SurfaceProps) {
  const client = useClient();
  const view = useView();
  const kept = ownOf(view, person)?.debrief ?? null;
  const [answers, setAnswers] = useState(kept ?? EMPTY);
  const [open, setOpen] = useState(kept === null);
  if (looking) return <p className="quiet">{say.lead.private}</p>;
  if (!open) {
    return (
      <div className={css.debrief}>
        <h1>{answered(kept) ? say.debrief.thanks : say.debrief.skipped}</h1>
        <div className={css.acts}>
          <StepOn standing={standing} />
          <Button variant="subtle" color="gray" onClick={() => setOpen(true)}>
            {say.debrief.edit}
          </Button>
        </div>
      </div>
    );
  }
  const finish = () => {
    client.act({ type: 'debrief', answers }, person);
    setOpen(false);
  };
  return (
    <form
      className={css.debrief}
      onSubmit={(event) => {
        event.preventDefault();
        finish();
      }}
    >
      <h1>{standing.step.title}</h1>
      <p className="quiet">{say.debrief.alone}</p>
      <div>
        <Answers
          label={say.debrief.got}
          options={scale}
          scale
          value={answers.got}
          onChange={(got) => setAnswers({ ...answers, got: typeof got === 'number' ? got : null })}
        />
      </div>
      <Textarea
        label={say.debrief.change}
        placeholder={say.debrief.changeExample}
        autosize
        minRows={2}
        maxLength={2000}
        value={answers.change}
        onChange={(event) => setAnswers({ ...answers, change: event.currentTarget.value })}
      />
      <Textarea
        label={say.debrief.use}
        placeholder={say.debrief.useExample}
        autosize
        minRows={2}
        maxLength={2000}
        value={answers.use}
        onChange={(event) => setAnswers({ ...answers, use: event.currentTarget.value })}
      />
      <div className={css.acts}>
        <Button type="submit">{say.debrief.done}</Button>
        <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
          {say.debrief.skip}
        </Button>
      </div>
    </form>
  );
}
