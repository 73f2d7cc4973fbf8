import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Answers } from '../../web/conversation/FieldInput.tsx';
import { Instructions } from '../../web/conversation/Instructions.tsx';
import { StepOn } from '../../web/conversation/StepOn.tsx';
import { say } from '../../web/messages/en.ts';
import { useClient, useView } from '../../web/session/context.tsx';
import { audienceOf, Ideas } from './Ideas.tsx';
import { ideasOf, listCandidates, remarksOn } from './model.ts';
import { LONGEST_IDEA, pullOut } from './pull.ts';
import { Remarks } from './Remarks.tsx';
import css from './view.module.css';
import type { PageProps } from './Writing.tsx';

/** How many lines are shown before somebody asks for more. */
const SHOWN = 60;

/** After the writing: questions that may be thrown away, then one pass in which lines become ideas. */
export function Afterwards({ standing, desk, person, note }: PageProps) {
  const client = useClient();
  const view = useView();
  const [by, setBy] = useState<'line' | 'paragraph'>('line');
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [shown, setShown] = useState(SHOWN);
  const page = view.words(note.id) ?? note.words;
  const ideas = audienceOf(standing, desk, person);
  const tree = ideas === null ? undefined : view.parts.get(ideas)?.tree;
  const pulled = useMemo(
    () => new Set(desk.idea ? ideasOf(tree, desk.idea.kind, person).map(({ words }) => words) : []),
    [tree, desk.idea, person],
  );
  const { sorts } = desk;
  const remarks = useMemo(() => remarksOn(page, sorts), [page, sorts]);
  const candidates = useMemo(() => listCandidates(page, sorts, by, pulled), [page, sorts, by, pulled]);
  const labelOf = (sort: string | null) => sorts.find(({ value }) => value === sort)?.label;
  const toggle = (from: number) => {
    const next = new Set(ticked);
    if (!next.delete(from)) next.add(from);
    setTicked(next);
  };
  const chosen = candidates.filter((block) => ticked.has(block.from) && !block.pulled);
  const make = () => {
    for (const block of chosen) pullOut(client, desk, person, block, standing.at);
    setTicked(new Set());
  };
  return (
    <div className={css.back}>
      <h1 className={css.title}>{standing.step.title}</h1>
      <Instructions standing={standing} />
      {page.trim() === '' ? (
        <p className={css.example}>{say.text.emptyPage}</p>
      ) : (
        <Remarks remarks={remarks} />
      )}
      {desk.idea && candidates.length > 0 && (
        <section className={css.pass} aria-labelledby="pass">
          <h2 id="pass">{say.text.pass}</h2>
          <p className="quiet">
            {say.text.passSays} {say.text.seen[desk.idea.sight]}
          </p>
          <Answers
            label={say.text.cut}
            options={[
              { value: 'line', label: say.text.byLine },
              { value: 'paragraph', label: say.text.byParagraph },
            ]}
            value={by}
            onChange={(value) => {
              setBy(value as 'line' | 'paragraph');
              setTicked(new Set());
            }}
          />
          <ul className={css.candidates}>
            {candidates.slice(0, shown).map((block) => (
              <li key={block.from}>
                <label className={css.candidate}>
                  <input
                    type="checkbox"
                    checked={block.pulled || ticked.has(block.from)}
                    disabled={block.pulled || block.words.length > LONGEST_IDEA}
                    onChange={() => toggle(block.from)}
                  />
                  <span className={css.words}>
                    {block.words.length > 2000 ? `${block.words.slice(0, 2000)}…` : block.words}
                  </span>
                  <span className={css.sort}>
                    {block.words.length > LONGEST_IDEA
                      ? say.text.tooLong(LONGEST_IDEA)
                      : block.pulled
                        ? say.text.isIdea
                        : labelOf(block.sort)}
                  </span>
                </label>
              </li>
            ))}
          </ul>
          {candidates.length > shown && (
            <Button variant="subtle" color="gray" size="sm" onClick={() => setShown(shown + 10 * SHOWN)}>
              {say.text.moreLines(candidates.length - shown)}
            </Button>
          )}
          <div className={css.make}>
            <Button onClick={make} disabled={chosen.length === 0}>
              {say.text.make(chosen.length)}
            </Button>
          </div>
        </section>
      )}
      <div className={css.on}>
        <StepOn standing={standing} quiet />
      </div>
      <Ideas standing={standing} desk={desk} person={person} />
    </div>
  );
}
