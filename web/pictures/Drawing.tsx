import { Button, Modal } from '@mantine/core';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/Overlay.css';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { say } from '../messages/en.ts';
import css from './Pictures.module.css';
import { packCanvas, type Shrunk } from './shrink.ts';
import { HEIGHT, hasInk, paint, type Stroke, WIDTH } from './strokes.ts';

interface DrawingProps {
  before: readonly Stroke[];
  /** Put aside: the strokes wait for the next time. */
  onAside: (strokes: readonly Stroke[]) => void;
  onKeep: (picture: Shrunk) => void;
  /** For whoever would rather say it than draw it; null where there is no note for words. */
  onWords: ((words: string) => void) | null;
}

function paintOn(canvas: HTMLCanvasElement | null, strokes: readonly Stroke[]): void {
  const context = canvas?.getContext('2d');
  if (context) paint(context, strokes);
}

/** A sheet to draw on: a pen, an eraser, a way back. What can be drawn can be said instead. */
export default function Drawing({ before, onAside, onKeep, onWords }: DrawingProps) {
  const wordsId = useId();
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const [strokes, setStrokes] = useState(before);
  const [tool, setTool] = useState<Stroke['tool']>('pen');
  const [words, setWords] = useState('');
  const current = useRef<Stroke | null>(null);
  const drawn = hasInk(strokes);

  useEffect(() => paintOn(canvas.current, strokes), [strokes]);

  const pointAt = (event: PointerEvent<HTMLCanvasElement>): Stroke['points'][number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * WIDTH,
      ((event.clientY - box.top) / box.height) * HEIGHT,
      event.pressure || 0.5,
    ];
  };
  const down = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    current.current = { tool, points: [pointAt(event)] };
    paintOn(canvas.current, [...strokes, current.current]);
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const stroke = current.current;
    if (!stroke) return;
    stroke.points.push(pointAt(event));
    paintOn(canvas.current, [...strokes, stroke]);
  };
  const up = () => {
    const stroke = current.current;
    current.current = null;
    if (stroke) setStrokes([...strokes, stroke]);
  };
  const undo = () => setStrokes(strokes.slice(0, -1));
  const press = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    if ((event.target as HTMLElement).tagName === 'INPUT') return;
    event.preventDefault();
    undo();
  };
  const keep = async () => {
    if (!drawn) {
      onWords?.(words.trim());
      return;
    }
    if (canvas.current) onKeep({ ...(await packCanvas(canvas.current, 'image/png')), says: words.trim() });
  };
  const able = drawn || (onWords !== null && words.trim() !== '');
  return (
    <Modal.Root opened onClose={() => onAside(strokes)} size="56rem" yOffset="2vh">
      <Modal.Overlay />
      <Modal.Content aria-label={say.pictures.drawing} onKeyDown={press}>
        <div className={css.sheet}>
          <h2>{say.pictures.drawing}</h2>
          <canvas
            ref={(element) => {
              const fresh = element !== canvas.current;
              canvas.current = element;
              if (fresh) paintOn(element, strokes);
            }}
            className={css.canvas}
            width={WIDTH}
            height={HEIGHT}
            role="img"
            aria-label={say.pictures.canvas}
            onPointerDown={down}
            onPointerMove={move}
            onPointerUp={up}
            onPointerCancel={up}
          />
          <div className={css.tools}>
            {(['pen', 'eraser'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={tool === one} onClick={() => setTool(one)}>
                {say.pictures[one]}
              </button>
            ))}
            <button type="button" disabled={strokes.length === 0} onClick={undo}>
              {say.pictures.undo}
            </button>
            <button type="button" disabled={strokes.length === 0} onClick={() => setStrokes([])}>
              {say.pictures.clear}
            </button>
          </div>
          {(drawn || onWords) && (
            <div className={css.what}>
              <label htmlFor={wordsId} className={css.whatLabel}>
                {drawn ? say.pictures.wordsWith : say.pictures.words}
              </label>
              <input
                id={wordsId}
                data-autofocus
                value={words}
                maxLength={1000}
                placeholder={say.pictures.whatExample}
                onChange={(event) => setWords(event.currentTarget.value)}
              />
            </div>
          )}
          <div className={css.acts}>
            <Button disabled={!able} onClick={() => void keep()}>
              {drawn || !onWords ? say.pictures.keepDrawing : say.pictures.keepWords}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => onAside(strokes)}>
              {say.pictures.cancel}
            </Button>
          </div>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
