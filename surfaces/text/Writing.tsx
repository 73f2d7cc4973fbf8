import { useCallback, useId, useRef, useState } from 'react';
import { blockAt, linesAround, paragraphAround } from '../../analysis/page/blocks.ts';
import type { Note } from '../../core/notes/tree.ts';
import { personAudience } from '../../core/session/parts.ts';
import type { PersonId } from '../../core/stream/entry.ts';
import { Instructions } from '../../web/conversation/Instructions.tsx';
import { StepOn } from '../../web/conversation/StepOn.tsx';
import { say } from '../../web/messages/en.ts';
import { useClient } from '../../web/session/context.tsx';
import type { Standing } from '../../web/session/standing.ts';
import { useCommands } from '../../web/ui/commands.tsx';
import { LongText } from '../../web/words/LongText.tsx';
import type { LongEditor } from '../../web/words/longEditor.ts';
import { About } from './About.tsx';
import { audienceOf, Ideas } from './Ideas.tsx';
import { type Desk, ideasOf } from './model.ts';
import { LONGEST_IDEA, pullOut } from './pull.ts';
import { Tools } from './Tools.tsx';
import css from './view.module.css';

export interface PageProps {
  standing: Standing;
  desk: Desk;
  person: PersonId;
  note: Note;
}

/** The blank page. Everything else on the screen is smaller than it, and nothing on it moves by itself. */
export function Writing({ standing, desk, person, note }: PageProps) {
  const client = useClient();
  const hint = useId();
  const editor = useRef<LongEditor | null>(null);
  const [told, setTold] = useState('');
  const spec = standing.room.exercise.kinds[desk.page];
  const to = personAudience(person);

  const pull = (what: 'line' | 'paragraph') => {
    const open = editor.current;
    const ideas = audienceOf(standing, desk, person);
    if (!open || !desk.idea || ideas === null) return;
    const words = open.words();
    const { from, to: end } = open.selected();
    const stretch = what === 'paragraph' ? paragraphAround(words, from) : linesAround(words, from, end);
    const block = blockAt(words, stretch.from, stretch.to, desk.sorts);
    if (block.words === '') setTold(say.text.nothingThere);
    else if (block.words.length > LONGEST_IDEA) setTold(say.text.tooLong(LONGEST_IDEA));
    else if (
      ideasOf(client.view().parts.get(ideas)?.tree, desk.idea.kind, person).some(
        (idea) => idea.words === block.words,
      )
    ) {
      setTold(say.text.pulledAlready);
    } else {
      pullOut(client, desk, person, block, standing.at);
      setTold(say.text.pulled(block.words.length > 80 ? `${block.words.slice(0, 79)}…` : block.words));
    }
    open.focus();
  };
  const newest = useRef(pull);
  newest.current = pull;
  const pullNow = useCallback((what: 'line' | 'paragraph') => newest.current(what), []);
  const mark = useCallback((sort: string | null) => editor.current?.mark(sort), []);
  useCommands([
    ...desk.sorts.map(({ value, label }, i) => ({
      id: `mark-${value}`,
      label: `${say.text.mark}: ${label}`,
      key: `alt+${i + 1}`,
      run: () => mark(value),
    })),
    { id: 'mark-none', label: say.text.noMark, key: 'alt+0', run: () => mark(null) },
    { id: 'find-on-page', label: say.text.find, key: 'mod+f', run: () => editor.current?.find() },
    ...(desk.idea
      ? [
          {
            id: 'pull-line',
            label: `${say.text.pull}: ${say.text.pullLine}`,
            key: 'alt+Enter',
            run: () => pull('line'),
          },
          {
            id: 'pull-paragraph',
            label: `${say.text.pull}: ${say.text.pullParagraph}`,
            key: 'alt+shift+Enter',
            run: () => pull('paragraph'),
          },
        ]
      : []),
  ]);
  return (
    <div className={css.writing}>
      <h1 className={css.title}>{standing.step.title}</h1>
      <About
        desk={desk}
        note={note}
        onChange={(field, value) =>
          client.act({ type: 'set-field', to, note: note.id, field, value }, person)
        }
      />
      <Instructions standing={standing} />
      <LongText
        to={to}
        note={note.id}
        as={person}
        label={spec?.name ?? say.text.page}
        describedBy={hint}
        example={spec?.example ?? ''}
        sorts={desk.sorts}
        onPull={pull}
        onEditor={(open) => {
          editor.current = open;
        }}
      />
      <div className={css.bar}>
        <Tools sorts={desk.sorts} sight={desk.idea?.sight ?? null} onMark={mark} onPull={pullNow} />
        <p role="status" className={css.told}>
          {told}
        </p>
      </div>
      <p className={css.hint}>{say.text.onlyYou}</p>
      <p id={hint} className={`${css.hint} ${css.keys}`}>
        {say.text.keys(desk.sorts.length)}
      </p>
      <div className={css.on}>
        <StepOn standing={standing} quiet />
      </div>
      <Ideas standing={standing} desk={desk} person={person} />
    </div>
  );
}
