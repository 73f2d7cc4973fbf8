import { Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { PlacedNote } from '../../core/notes/tree.ts';
import { ComplaintMarks } from '../../web/conversation/ComplaintMarks.tsx';
import { ExampleAside } from '../../web/conversation/ExampleAside.tsx';
import { FieldInput } from '../../web/conversation/FieldInput.tsx';
import { Instructions } from '../../web/conversation/Instructions.tsx';
import { StepOn } from '../../web/conversation/StepOn.tsx';
import { say } from '../../web/messages/en.ts';
import { AddPicture } from '../../web/pictures/AddPicture.tsx';
import { NotePicture } from '../../web/pictures/NotePicture.tsx';
import type { Shrunk } from '../../web/pictures/shrink.ts';
import { usePictureOutbox } from '../../web/pictures/usePictures.ts';
import { useClient, useNameOf, useView, useWindow } from '../../web/session/context.tsx';
import { TwoColumns } from '../../web/ui/TwoColumns.tsx';
import { focusWords, WordsField } from '../../web/words/WordsField.tsx';
import { WordsShown } from '../../web/words/WordsShown.tsx';
import type { SurfaceProps } from '../props.ts';
import { cardsUnder, type Pile, pilesOf, placeBeside } from './model.ts';
import css from './view.module.css';

/** How many cards of a list are shown before somebody asks for more. */
const SHOWN = 60;

/** Lists of notes: private ones for their writer alone, shared ones for the group or the room. */
export default function CardsView({ standing, person, looking }: SurfaceProps) {
  const { step, room, group, seats } = standing;
  const piles = pilesOf(room.exercise, step, group.id, person, seats[person] ?? null);
  const complains = step.complainers.length > 0;
  const body = (
    <>
      <h1 className={css.title}>{step.title}</h1>
      {!looking && <Instructions standing={standing} />}
      {piles.length === 0 && <p className="quiet">{say.cards.nothingToWrite}</p>}
      {piles
        .filter(({ sight }) => !(looking && sight === 'own'))
        .map((pile) => (
          <PileList
            key={`${pile.to} ${pile.kind}`}
            pile={looking ? { ...pile, mayWrite: false } : pile}
            standing={standing}
            person={person}
          />
        ))}
      {!looking && (
        <div className={css.on}>
          <StepOn standing={standing} quiet />
        </div>
      )}
    </>
  );
  return complains ? (
    <TwoColumns aside={<ExampleAside standing={standing} hairs={0} looking={looking} />}>{body}</TwoColumns>
  ) : (
    body
  );
}

interface PileProps {
  pile: Pile;
  standing: SurfaceProps['standing'];
  person: string;
}

function PileList({ pile, standing, person }: PileProps) {
  const client = useClient();
  const view = useView();
  const pictures = usePictureOutbox();
  const [shown, setShown] = useState(SHOWN);
  useWindow(pile.to, '', shown + SHOWN, true);
  const spec = standing.room.exercise.kinds[pile.kind];
  const tree = view.parts.get(pile.to)?.tree;
  const { cards, beyond } = cardsUnder(tree, '', pile.kind);
  if (!spec) return null;
  const add = () => {
    const note = client.freshId();
    client.act({ type: 'write-note', note, kind: pile.kind, parent: '', stop: standing.at }, person);
    requestAnimationFrame(() => requestAnimationFrame(() => focusWords(note)));
  };
  const addPicture = (picture: Shrunk) => {
    const note = client.freshId();
    client.act({ type: 'write-note', note, kind: pile.kind, parent: '', stop: standing.at }, person);
    pictures.add(picture, { as: person, to: pile.to, note, stop: standing.at });
  };
  const title =
    pile.sight === 'own' ? say.cards.yours : pile.sight === 'room' ? say.cards.room : say.cards.shared;
  const visible = cards.slice(0, shown);
  return (
    <section className={css.pile} aria-label={`${spec.name}. ${title}`}>
      <header>
        <h2>{spec.name}</h2>
        <p className="quiet small">{title}</p>
      </header>
      {cards.length === 0 && <p className={css.nothing}>{say.cards.nothing(spec.example)}</p>}
      <ol className={css.cards}>
        {visible.map((card, i) => (
          <Card
            key={card.placement.id}
            card={card}
            index={i}
            siblings={cards}
            pile={pile}
            standing={standing}
            person={person}
            depth={0}
          />
        ))}
      </ol>
      {(beyond > 0 || cards.length > shown) && (
        <Button variant="subtle" color="gray" size="sm" onClick={() => setShown(shown + SHOWN)}>
          {say.cards.more(beyond + cards.length - visible.length)}
        </Button>
      )}
      {pile.mayWrite && (
        <div className={css.add}>
          <Button onClick={add}>{say.cards.add(spec.name)}</Button>
          <AddPicture
            label={say.pictures.newWith(spec.name)}
            onPicture={addPicture}
            drawingFor={`${pile.to} ${pile.kind}`}
            wordsFor={null}
          />
        </div>
      )}
    </section>
  );
}

interface CardProps extends PileProps {
  card: PlacedNote;
  index: number;
  siblings: readonly PlacedNote[];
  depth: number;
}

/** Deeper than this a card's children are still there, and no longer pushed to the right. */
const DEEPEST = 5;

function Card({ card, index, siblings, pile, standing, person, depth }: CardProps) {
  const client = useClient();
  const view = useView();
  const nameOf = useNameOf();
  const { note, placement } = card;
  const { kinds } = standing.room.exercise;
  const spec = kinds[note.kind];
  const step = standing.step;
  const seat = standing.seats[person] ?? null;
  const mine = note.by === person;
  const writable = [...(step.writes.everyone ?? []), ...(seat ? (step.writes[seat] ?? []) : [])];
  const open = pile.sight === 'own' || mine || writable.includes(note.kind);
  const editable = open && (pile.mayWrite || writable.length > 0);
  const tree = view.parts.get(pile.to)?.tree;
  const { cards: children } = cardsUnder(tree, note.id, null);
  if (!spec) return null;
  const move = (direction: -1 | 1) => {
    const after = placeBeside(siblings, index, direction);
    if (after === undefined) return;
    client.act(
      { type: 'move-note', to: pile.to, placement: placement.id, parent: placement.parent, after },
      person,
    );
  };
  const press = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    move(event.key === 'ArrowUp' ? -1 : 1);
  };
  const addUnder = (kind: string) => {
    const fresh = client.freshId();
    client.act({ type: 'write-note', note: fresh, kind, parent: note.id, stop: standing.at }, person);
    requestAnimationFrame(() => requestAnimationFrame(() => focusWords(fresh)));
  };
  return (
    <li className={css.card} onKeyDown={editable ? press : undefined} data-depth={Math.min(depth, DEEPEST)}>
      {editable ? (
        <WordsField
          to={pile.to}
          note={note.id}
          as={person}
          label={spec.name}
          labelUnseen={depth === 0}
          example={say.cards.nothing(spec.example)}
        />
      ) : (
        <WordsShown note={note.id} empty={say.passage.emptyTheirs} />
      )}
      {editable && (
        <NotePicture to={pile.to} note={note.id} as={person} stop={standing.at} kind={spec.name} />
      )}
      {Object.entries(spec.fields).map(([field, shape]) => (
        <FieldInput
          key={field}
          spec={shape}
          value={note.fields[field] ?? null}
          onChange={
            editable
              ? (value) => client.act({ type: 'set-field', to: pile.to, note: note.id, field, value }, person)
              : null
          }
        />
      ))}
      <div className={css.under}>
        {pile.sight !== 'own' && <span className="quiet small">{nameOf(note.by)}</span>}
        {spec.children
          .filter((kind) => writable.includes(kind))
          .map((kind) => (
            <button key={kind} type="button" onClick={() => addUnder(kind)}>
              {say.cards.addUnder(kinds[kind]?.name ?? kind)}
            </button>
          ))}
        {editable && index > 0 && (
          <button type="button" onClick={() => move(-1)}>
            {say.cards.up}
          </button>
        )}
        {editable && index < siblings.length - 1 && (
          <button type="button" onClick={() => move(1)}>
            {say.cards.down}
          </button>
        )}
        {editable && mine && children.length === 0 && (
          <button
            type="button"
            onClick={() => client.act({ type: 'remove-note', to: pile.to, note: note.id }, person)}
          >
            {say.cards.remove}
          </button>
        )}
      </div>
      {pile.to === standing.to && <ComplaintMarks standing={standing} note={note.id} />}
      {children.length > 0 && (
        <ol className={depth < DEEPEST ? css.children : css.cards}>
          {children.map((child, i) => (
            <Card
              key={child.placement.id}
              card={child}
              index={i}
              siblings={children}
              pile={pile}
              standing={standing}
              person={person}
              depth={depth + 1}
            />
          ))}
        </ol>
      )}
    </li>
  );
}
