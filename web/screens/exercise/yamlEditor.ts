import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import { Annotation, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { LineFault } from '../../../curriculum/source.ts';
import { say } from '../../messages/en.ts';

/** An open text in YAML, as the page around it uses it. */
export interface YamlEditor {
  /** Puts another text in its place; the caret stays where it was. */
  put(words: string): void;
  show(faults: readonly LineFault[]): void;
  /** Goes to a line and waits there for words. */
  goTo(line: number): void;
  close(): void;
}

interface EditorOptions {
  parent: HTMLElement;
  words: string;
  label: string;
  describedBy: string;
  onChange: (words: string) => void;
}

const lines = (words: string): string => words.replace(/\r\n?/g, '\n');
/** A change that nobody typed here. */
const fromElsewhere = Annotation.define<true>();

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], class: 'yaml-word' },
  { tag: tags.comment, class: 'yaml-comment' },
  { tag: [tags.keyword, tags.bool, tags.number, tags.labelName, tags.typeName], class: 'yaml-sign' },
]);

export function openYaml({ parent, words, label, describedBy, onChange }: EditorOptions): YamlEditor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: lines(words),
      extensions: [
        EditorState.lineSeparator.of('\n'),
        EditorView.clipboardInputFilter.of(lines),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-label': label,
          'aria-describedby': describedBy,
          // What scrolls is reached by keys, and says so.
          tabindex: '0',
          spellcheck: 'true',
          autocapitalize: 'off',
        }),
        indentUnit.of('  '),
        yaml(),
        syntaxHighlighting(colours),
        bracketMatching(),
        lineNumbers(),
        lintGutter(),
        drawSelection(),
        history(),
        search({ top: true }),
        EditorState.phrases.of(say.text.search),
        keymap.of([
          ...lintKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          // Escape, then Tab goes on to the next thing on the page: the editor sees to that itself.
          indentWithTab,
        ]),
        EditorView.updateListener.of((update) => {
          const typed = update.transactions.some(
            (each) => each.docChanged && !each.annotation(fromElsewhere),
          );
          if (typed) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    put(given) {
      const next = lines(given);
      const held = view.state.doc.toString();
      if (next === held) return;
      view.dispatch({ changes: difference(held, next), annotations: fromElsewhere.of(true) });
    },
    show(faults) {
      const { doc } = view.state;
      const diagnostics = faults.map(({ line, reason }): Diagnostic => {
        const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
        const from = at.from + (at.text.length - at.text.trimStart().length);
        return { from, to: at.to, severity: 'error', message: reason.replace(/`([^`]*)`/g, '“$1”') };
      });
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    goTo(line) {
      const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      view.dispatch({
        selection: { anchor: at.to },
        effects: EditorView.scrollIntoView(at.from, { y: 'center' }),
      });
      view.focus();
    },
    close: () => view.destroy(),
  };
}

/** What has to be put in between what two texts begin and end alike with. */
function difference(held: string, next: string): { from: number; to: number; insert: string } {
  const most = Math.min(held.length, next.length);
  let from = 0;
  while (from < most && held[from] === next[from]) from++;
  let end = 0;
  while (end < most - from && held[held.length - 1 - end] === next[next.length - 1 - end]) end++;
  return { from, to: held.length - end, insert: next.slice(from, next.length - end) };
}
