import { type KeyboardEvent, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { OpenText } from '../../client/api.ts';
import type { AudienceId, PersonId } from '../../core/stream/entry.ts';
import { moveCaret } from '../../text/typing.ts';
import { useClient, useView } from '../session/context.tsx';
import css from './Words.module.css';

interface WordsFieldProps {
  to: AudienceId;
  note: string;
  /** Who types: one of the people at this device. */
  as: PersonId;
  label: string;
  /** The label is read aloud and not shown. */
  labelUnseen?: boolean;
  /** A small real example, shown while nothing stands here. */
  example: string;
  autoFocus?: boolean;
  /** Called with the words a while after the last letter. */
  onPause?: (words: string) => void;
  large?: boolean;
}

/** How long nobody types before it counts as a pause, milliseconds. */
const PAUSE = 4000;

/** A note's text, open for typing. Others' letters come in around the caret, which nothing takes away. */
export function WordsField(props: WordsFieldProps) {
  const {
    to,
    note,
    as,
    label,
    labelUnseen = false,
    example,
    autoFocus = false,
    onPause,
    large = false,
  } = props;
  const client = useClient();
  const view = useView();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const text = useRef<OpenText | null>(null);
  const [words, setWords] = useState('');
  const [ready, setReady] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const waiting = useRef(0);
  const selection = useRef<[number, number] | null>(null);

  useEffect(() => {
    // A new attempt opens it anew.
    void attempt;
    const opened = client.openText(to, note, as);
    text.current = opened;
    setWords(opened.words());
    setReady(opened.ready());
    const stop = opened.onRemote((delta, now) => {
      const element = field.current;
      if (element && document.activeElement === element) {
        selection.current = [
          moveCaret(element.selectionStart, delta),
          moveCaret(element.selectionEnd, delta),
        ];
      }
      setWords(now);
    });
    return () => {
      stop();
      opened.close();
      text.current = null;
    };
  }, [client, to, note, as, attempt]);

  // Words also change by what is done elsewhere on this page: an offer that was taken, an undo.
  useEffect(() => {
    const opened = text.current;
    if (!opened) return;
    setWords(opened.words());
    setReady(opened.ready());
    // A note that was born on this page can be opened only once the server has it: when nothing is on its way any more.
    if (opened.ready()) waiting.current = 0;
    else if (view.pending > 0) waiting.current = view.pending;
    else if (waiting.current > 0) {
      waiting.current = 0;
      setAttempt((count) => count + 1);
    }
  }, [view]);

  useLayoutEffect(() => {
    const element = field.current;
    if (!selection.current || !element || element.value !== words) return;
    element.setSelectionRange(...selection.current);
    selection.current = null;
  }, [words]);

  usePause(words, onPause);

  const type = (value: string, caret: number) => {
    text.current?.type(value, caret);
    setWords(value);
    client.showPresence({ note, typing: true, caret }, as);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    const redo = key === 'y' || (key === 'z' && event.shiftKey);
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    const opened = text.current;
    if (!opened) return;
    const before = opened.words();
    if (redo) opened.redo();
    else opened.undo();
    const after = opened.words();
    if (after !== before) {
      const end = endOfChange(before, after);
      selection.current = [end, end];
      setWords(after);
    }
  };
  return (
    <div className={large ? `${css.field} ${css.large}` : css.field}>
      <label htmlFor={id} className={labelUnseen ? 'unseen' : css.label}>
        {label}
      </label>
      <div className={css.grow} data-words={`${words || example} `}>
        <textarea
          id={id}
          ref={field}
          // biome-ignore lint/a11y/noAutofocus: only for a note that somebody has just asked to write
          autoFocus={autoFocus}
          className={css.area}
          data-note={note}
          value={words}
          placeholder={example}
          readOnly={!ready}
          aria-busy={!ready}
          rows={1}
          spellCheck
          onChange={(event) => type(event.currentTarget.value, event.currentTarget.selectionEnd)}
          onKeyDown={press}
          onBlur={() => client.showPresence({ note: null, typing: false, caret: null }, as)}
        />
      </div>
    </div>
  );
}

/** Where the changed stretch ends in the new words: there the caret goes after an undo. */
function endOfChange(before: string, after: string): number {
  let same = 0;
  const most = Math.min(before.length, after.length);
  while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return after.length - same;
}

function usePause(words: string, onPause: ((words: string) => void) | undefined): void {
  const call = useRef(onPause);
  call.current = onPause;
  const first = useRef(true);
  const pause = useCallback(() => call.current?.(words), [words]);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const waiting = setTimeout(pause, PAUSE);
    return () => clearTimeout(waiting);
  }, [pause]);
}

/** Puts the caret at the end of a note's field, where it is on the page. */
export function focusWords(note: string): void {
  const field = document.querySelector<HTMLTextAreaElement>(`textarea[data-note="${CSS.escape(note)}"]`);
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}
