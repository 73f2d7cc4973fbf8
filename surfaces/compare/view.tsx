import { Instructions } from '../../web/conversation/Instructions.tsx';
import { StepOn } from '../../web/conversation/StepOn.tsx';
import { say } from '../../web/messages/en.ts';
import { useNameOf, useView, useWindow } from '../../web/session/context.tsx';
import { type Standing, standingOf } from '../../web/session/standing.ts';
import { Ball } from '../../web/ui/Ball.tsx';
import { seedOf } from '../../web/ui/ball.ts';
import { WordsShown } from '../../web/words/WordsShown.tsx';
import { GrowthHistory } from '../passage/GrowthHistory.tsx';
import { hairsOf } from '../passage/model.ts';
import type { SurfaceProps } from '../props.ts';
import { oppositeOf, shownNotes } from './model.ts';
import css from './view.module.css';

/** Another group's example beside yours, read only: in case somebody read the instructions differently. */
export default function CompareView({ standing, looking }: SurfaceProps) {
  const { room, group, step } = standing;
  const opposite = oppositeOf(room, group.id);
  return (
    <div>
      <h1 className={css.title}>{step.title}</h1>
      {!looking && <Instructions standing={standing} />}
      <div className={css.columns}>
        <GroupColumn standing={standing} title={say.compare.yours} />
        {opposite.map((id) => (
          <OtherGroup key={id} id={id} />
        ))}
      </div>
      {opposite.length === 0 && <p className={css.alone}>{say.compare.none}</p>}
      {!looking && <StepOn standing={standing} />}
    </div>
  );
}

function OtherGroup({ id }: { id: string }) {
  const view = useView();
  useWindow(`g:${id}`, '', 50, false);
  const standing = standingOf(view, id);
  if (!standing) return null;
  return <GroupColumn standing={standing} title={say.compare.theirs(standing.group.name)} other />;
}

function GroupColumn({
  standing,
  title,
  other = false,
}: {
  standing: Standing;
  title: string;
  other?: boolean;
}) {
  const view = useView();
  const nameOf = useNameOf();
  const { exercise } = standing.room;
  const tree = view.parts.get(standing.to)?.tree;
  const notes = shownNotes(tree, new Set(Object.keys(exercise.kinds)));
  const first = notes.findLast(({ kind }) => kind === exercise.steps.find(({ holds }) => holds)?.holds);
  return (
    <section className={css.group} aria-label={title}>
      <header>
        <Ball
          seed={seedOf(first?.id ?? standing.group.id)}
          hairs={hairsOf(standing.work, first?.id ?? null)}
          size={88}
          ornament
        />
        <div>
          <h2>{title}</h2>
          <p className="quiet small">{say.list(standing.group.members.map(nameOf))}</p>
        </div>
      </header>
      {standing.work.passage && <p className="quiet small">“{standing.work.passage.title}”</p>}
      {notes.map((note) => (
        <article key={note.id}>
          <h3 className="quiet small">{exercise.kinds[note.kind]?.name}</h3>
          <WordsShown note={note.id} empty={other ? say.compare.empty : say.passage.emptyTheirs} />
        </article>
      ))}
      {notes.length === 0 && <p className="quiet">{other ? say.compare.empty : say.passage.emptyTheirs}</p>}
      <GrowthHistory work={standing.work} note={first?.id ?? null} />
      {other && <p className="quiet small">{say.compare.readOnly}</p>}
    </section>
  );
}
