import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { LineFault } from '../../../curriculum/source.ts';
import css from './YamlText.module.css';
import { openYaml, type YamlEditor } from './yamlEditor.ts';

interface YamlTextProps {
  words: string;
  faults: readonly LineFault[];
  label: string;
  /** The id of what says how to get out by keys. */
  describedBy: string;
  onChange: (words: string) => void;
  ref: Ref<Pick<YamlEditor, 'goTo'>>;
}

/** A text in YAML, with its faults at their lines. */
export function YamlText({ words, faults, label, describedBy, onChange, ref }: YamlTextProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<YamlEditor | null>(null);
  const newest = useRef({ words, onChange });
  newest.current = { words, onChange };
  useImperativeHandle(ref, () => ({ goTo: (line) => editor.current?.goTo(line) }), []);
  useEffect(() => {
    if (!host.current) return;
    const opened = openYaml({
      parent: host.current,
      words: newest.current.words,
      label,
      describedBy,
      onChange: (typed) => newest.current.onChange(typed),
    });
    editor.current = opened;
    return () => {
      editor.current = null;
      opened.close();
    };
  }, [label, describedBy]);
  useEffect(() => editor.current?.put(words), [words]);
  useEffect(() => editor.current?.show(faults), [faults]);
  return <div ref={host} className={css.text} />;
}
