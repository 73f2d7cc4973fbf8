import {
  deleteLine,
  indentWithTab,
  insertNewlineAndIndent,
  moveLineDown,
  moveLineUp,
  standardKeymap,
} from '@codemirror/commands';
import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { type ChangeSpec, EditorState, type Extension, RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  type KeyBinding,
  keymap,
  placeholder,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import { changeMark, readMark, type Sort } from '../../analysis/page/marks.ts';
import type { OpenText } from '../../client/api.ts';
import { say } from '../messages/en.ts';

/** An open editor, as the page around it uses it. */
export interface LongEditor {
  words(): string;
  /** What is selected, in UTF-16 units of the text. */
  selected(): { from: number; to: number };
  /** Marks the lines that are selected; marks that are there already go. Null: no mark. */
  mark(sort: string | null): void;
  find(): void;
  focus(): void;
  /** The same over the text as it is open now: a pen that ended takes its document with it. */
  renew(): LongEditor;
  close(): void;
}

interface EditorOptions {
  parent: HTMLElement;
  opened: OpenText;
  label: string;
  describedBy: string;
  example: string;
  note: string;
  sorts: readonly Sort[];
  onPull: (what: 'line' | 'paragraph') => void;
}

/** Where the caret was and how far down the page, to be there again. */
interface Spot {
  anchor: number;
  head: number;
  top: number;
  focused: boolean;
}

export function openEditor(options: EditorOptions, spot?: Spot): LongEditor {
  const { parent, opened, sorts } = options;
  const shared = opened.shared();
  const doc = shared?.text.toString() ?? opened.words();
  const pull = (what: 'line' | 'paragraph'): boolean => {
    options.onPull(what);
    return true;
  };
  const within = (at: number): number => Math.min(at, doc.length);
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc,
      selection: spot ? { anchor: within(spot.anchor), head: within(spot.head) } : { anchor: doc.length },
      extensions: [
        // What counts as one unit here must count as one in the text.
        EditorState.lineSeparator.of('\n'),
        EditorView.clipboardInputFilter.of((pasted) => pasted.replace(/\r\n?/g, '\n')),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          'aria-describedby': options.describedBy,
          'aria-busy': String(!shared),
          'data-note': options.note,
          spellcheck: 'true',
          autocorrect: 'on',
          autocapitalize: 'sentences',
        }),
        // Words may be on their way: an example only where there are none.
        shared ? placeholder(options.example) : [],
        // The browser's own search sees only what is drawn.
        search({ top: true }),
        EditorState.phrases.of(say.text.search),
        shownMarks(sorts),
        keymap.of([
          ...markKeys(sorts),
          { key: 'Alt-Enter', run: () => pull('line') },
          { key: 'Shift-Alt-Enter', run: () => pull('paragraph') },
          ...yUndoManagerKeymap,
          ...searchKeymap,
          { key: 'Enter', run: continueBullet },
          { key: 'Home', run: (view) => homeBehindMark(view, sorts) },
          { key: 'Alt-ArrowUp', run: moveLineUp },
          { key: 'Alt-ArrowDown', run: moveLineDown },
          { key: 'Shift-Mod-k', run: deleteLine },
          ...standardKeymap,
          // Escape, then Tab goes on to the next thing on the page: the editor sees to that itself.
          indentWithTab,
        ]),
        shared ? yCollab(shared.text, null, { undoManager: shared.undoing }) : EditorState.readOnly.of(true),
      ],
    }),
  });
  if (spot) view.scrollDOM.scrollTop = spot.top;
  // A blank page waits for words; where a finger would bring up a keyboard, it waits for the finger.
  const idle = document.activeElement === document.body && matchMedia('(pointer: fine)').matches;
  if (spot ? spot.focused : idle) view.focus();

  return {
    words: () => view.state.doc.toString(),
    selected: () => {
      const { from, to } = view.state.selection.main;
      return { from, to };
    },
    mark: (sort) => {
      markLines(view, sorts, sort);
      view.focus();
    },
    find: () => void openSearchPanel(view),
    focus: () => view.focus(),
    renew: () => {
      const { anchor, head } = view.state.selection.main;
      const now = { anchor, head, top: view.scrollDOM.scrollTop, focused: view.hasFocus };
      view.destroy();
      return openEditor(options, now);
    },
    close: () => view.destroy(),
  };
}

/** Alt and a number marks the line, Alt and 0 takes the mark away. By the key's place, so that a Mac's Option does, too. */
const markKeys = (sorts: readonly Sort[]): KeyBinding[] => [
  ...sorts.slice(0, 9).map(({ value }, i) => ({
    key: `Alt-${i + 1}`,
    run: (view: EditorView) => markLines(view, sorts, value),
    preventDefault: true,
  })),
  { key: 'Alt-0', run: (view: EditorView) => markLines(view, sorts, null), preventDefault: true },
];

function markLines(view: EditorView, sorts: readonly Sort[], sort: string | null): boolean {
  const { state } = view;
  if (state.readOnly) return true;
  const { from, to, head } = state.selection.main;
  const first = state.doc.lineAt(from).number;
  const last = state.doc.lineAt(to).number;
  const lines = Array.from({ length: last - first + 1 }, (_, i) => state.doc.line(first + i)).filter(
    ({ text }) => first === last || text.trim() !== '',
  );
  const already = lines.every(({ text }) => (readMark(text, sorts)?.sort ?? null) === sort);
  const changes = lines.flatMap((line): ChangeSpec[] => {
    const change = changeMark(line.text, sorts, already ? null : sort);
    return change ? [{ ...change, from: line.from + change.from, to: line.from + change.to }] : [];
  });
  if (changes.length === 0) return true;
  const set = state.changes(changes);
  view.dispatch({
    changes: set,
    ...(first === last ? { selection: { anchor: set.mapPos(head, 1) } } : {}),
    userEvent: 'input.mark',
    scrollIntoView: true,
  });
  return true;
}

/** A new line under a bullet has a bullet; under an empty one it has none, and the empty one goes. */
function continueBullet(view: EditorView): boolean {
  const { state } = view;
  const { empty, head } = state.selection.main;
  const line = state.doc.lineAt(head);
  const bullet = /^\s*[-*•–] +/.exec(line.text)?.[0];
  if (!empty || bullet === undefined || head < line.from + bullet.length) return insertNewlineAndIndent(view);
  if (line.text.length === bullet.trimEnd().length + 1 || line.text.trim() === bullet.trim()) {
    view.dispatch({ changes: { from: line.from, to: line.to }, userEvent: 'delete' });
    return true;
  }
  view.dispatch(state.replaceSelection(`\n${bullet}`), { scrollIntoView: true, userEvent: 'input' });
  return true;
}

/** To the beginning of the line's own words; from there the usual way, before the mark. */
function homeBehindMark(view: EditorView, sorts: readonly Sort[]): boolean {
  const { state } = view;
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  const shown = view.moveToLineBoundary(state.selection.main, false).head;
  const to = line.from + (readMark(line.text, sorts)?.to ?? 0);
  if (shown !== line.from || head <= to) return false;
  view.dispatch({ selection: { anchor: to }, scrollIntoView: true, userEvent: 'select' });
  return true;
}

/** The marks of what is on the screen hang in the margin; a page as long as a book costs no more than what is seen of it. */
function shownMarks(sorts: readonly Sort[]): Extension {
  const shape = Decoration.mark({ class: 'mark' });
  const draw = (view: EditorView): DecorationSet => {
    const builder = new RangeSetBuilder<Decoration>();
    for (const { from, to } of view.visibleRanges) {
      for (let at = from; at <= to; ) {
        const line = view.state.doc.lineAt(at);
        // Of a line of a megabyte only the beginning can be a mark.
        const mark = readMark(line.text.slice(0, 200), sorts);
        if (mark && mark.to > mark.from) builder.add(line.from + mark.from, line.from + mark.to, shape);
        at = line.to + 1;
      }
    }
    return builder.finish();
  };
  return ViewPlugin.fromClass(
    class {
      marks: DecorationSet;
      constructor(view: EditorView) {
        this.marks = draw(view);
      }
      update(update: ViewUpdate): void {
        if (update.docChanged || update.viewportChanged) this.marks = draw(update.view);
      }
    },
    { decorations: ({ marks }) => marks },
  );
}
