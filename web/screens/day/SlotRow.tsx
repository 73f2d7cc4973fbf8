import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { LaidSlot } from '../../../core/program/day.ts';
import type { Slot } from '../../../core/program/program.ts';
import type { Exercise } from '../../../core/session/exercise.ts';
import { say } from '../../messages/en.ts';
import css from './Slot.module.css';
import { SlotChange } from './SlotChange.tsx';

const DRAGGED = 'text/greenball-slot';

interface SlotRowProps {
  laid: LaidSlot;
  /** As the slot runs it; null where there is no page for it. */
  exercise: Exercise | null;
  /** With all that was left out. */
  whole: Exercise | null;
  place: number;
  count: number;
  times: { from: string; to: string };
  begun: string | null;
  /** When it begins as things go; null where that is when the plan says. */
  likely: string | null;
  live: boolean;
  /** The one to do now. */
  next: boolean;
  busy: boolean;
  onMove: (to: number) => void;
  onDropped: (slot: string, to: number) => void;
  onChange: (change: (slot: Slot) => Slot) => void;
  onRemove: () => void;
  onBegin: () => void;
  onOpen: () => void;
}

/** One slot in its place: its time, what it is, how long; one button for what it is there for. */
export function SlotRow(props: SlotRowProps) {
  const { laid, exercise, whole, place, count, times, begun, likely, live, next, busy } = props;
  const { slot, work, slack } = laid;
  const [changing, setChanging] = useState(false);
  const [over, setOver] = useState(false);
  /** What had the focus when the row was moved: a browser takes it away from what it moves. */
  const held = useRef<Element | null>(null);
  useEffect(() => {
    void place;
    if (held.current instanceof HTMLElement) held.current.focus();
    held.current = null;
  }, [place]);
  const move = (to: number) => {
    if (to < 0 || to >= count) return;
    held.current = document.activeElement;
    props.onMove(to);
  };
  const press = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(place + (event.key === 'ArrowUp' ? -1 : 1));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dragged = event.dataTransfer.getData(DRAGGED);
    if (dragged && dragged !== slot.id) props.onDropped(dragged, place);
  };
  const name = `slot-${slot.id}`;
  return (
    <li
      className={css.slot}
      data-kind={slot.kind}
      data-next={next}
      data-over={over}
      aria-labelledby={name}
      draggable={!changing}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED, slot.id);
        event.dataTransfer.effectAllowed = 'move';
      }}
      onKeyDown={press}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={css.time}>{times.from}</div>
      <div className={css.what}>
        <h2 id={name}>{slot.title}</h2>
        <p className="quiet small">
          {[say.day.takes(work + slack), say.day.until(times.to), ...notesOn(slot, exercise, whole)].join(
            ' · ',
          )}
          {begun && <strong> · {say.day.begun(begun)}</strong>}
          {likely && <strong> · {say.day.likely(likely)}</strong>}
        </p>
        {slot.kind === 'exercise' && !whole && <p className="quiet small">{say.day.paper}</p>}
      </div>
      <div className={css.acts}>
        {exercise ? (
          <Button
            variant={next ? 'filled' : 'default'}
            size={next && live ? 'lg' : 'sm'}
            loading={busy}
            aria-label={isOpen(slot) ? say.day.goInOf(slot.title) : say.day.openOf(slot.title)}
            onClick={props.onOpen}
          >
            {isOpen(slot) ? say.day.goIn : say.day.open}
          </Button>
        ) : (
          live &&
          begun === null && (
            <Button
              variant={next ? 'filled' : 'default'}
              size={next ? 'lg' : 'sm'}
              aria-label={say.day.beginOf(slot.title)}
              onClick={props.onBegin}
            >
              {say.day.begin}
            </Button>
          )
        )}
        <button
          type="button"
          className={css.icon}
          aria-label={say.day.up(slot.title)}
          aria-disabled={place === 0}
          onClick={() => move(place - 1)}
        >
          <IconArrowUp size={18} aria-hidden />
        </button>
        <button
          type="button"
          className={css.icon}
          aria-label={say.day.down(slot.title)}
          aria-disabled={place === count - 1}
          onClick={() => move(place + 1)}
        >
          <IconArrowDown size={18} aria-hidden />
        </button>
        <button
          type="button"
          className={css.change}
          aria-expanded={changing}
          aria-label={changing ? say.day.doneOf(slot.title) : say.day.changeOf(slot.title)}
          onClick={() => setChanging(!changing)}
        >
          {changing ? say.day.done : say.day.change}
        </button>
      </div>
      {changing && (
        <SlotChange slot={slot} whole={whole} onChange={props.onChange} onRemove={props.onRemove} />
      )}
    </li>
  );
}

const isOpen = (slot: Slot): boolean => slot.kind === 'exercise' && slot.session !== null;

function notesOn(slot: Slot, exercise: Exercise | null, whole: Exercise | null): string[] {
  if (slot.kind !== 'exercise') return [];
  const gone =
    exercise && whole && !slot.brief
      ? whole.steps.filter(({ id }) => !exercise.steps.some((step) => step.id === id))
      : [];
  return [
    slot.brief ? say.day.brief : exercise && exercise.rounds.of.length > 0 ? say.day.rounds(slot.rounds) : '',
    gone.length > 0 ? say.day.without(gone.map(({ title }) => `“${title}”`)) : '',
    slot.extensions > 0 ? say.day.extensionsKept(slot.extensions) : '',
  ].filter(Boolean);
}
