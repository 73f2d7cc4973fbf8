import { listChildren } from '../../../core/notes/tree.ts';
import { KEPT, PAGE, PARKED } from '../../../core/session/decide/notes.ts';
import { groupAudience, personAudience, type Room, roomOf, workOf } from '../../../core/session/parts.ts';
import { sentencesOf } from '../../../surfaces/passage/model.ts';
import { say } from '../../messages/en.ts';
import { PictureShown } from '../../pictures/PictureShown.tsx';
import { useNameOf, useView, useWindow } from '../../session/context.tsx';
import { groupsByName, ownGroup } from '../../session/standing.ts';
import { Tex } from '../../ui/Tex.tsx';
import css from './Print.module.css';

/** Everything that the people at this device made and may see, as a page to be read. */
export function Made() {
  const view = useView();
  const room = roomOf(view.parts) as Room;
  const own = ownGroup(view);
  const leads = view.people.some((person) => room.leads.includes(person));
  const groups = leads ? groupsByName(room) : own ? [own] : [];
  const me = view.people[0];
  return (
    <div className={css.made}>
      {groups.map(({ id }) => (
        <GroupMade key={id} room={room} id={id} />
      ))}
      {me && <OwnNotes person={me} />}
    </div>
  );
}

function GroupMade({ room, id }: { room: Room; id: string }) {
  const view = useView();
  const nameOf = useNameOf();
  useWindow(groupAudience(id), '', 200, true);
  const group = room.groups.get(id);
  const work = workOf(view.parts, id);
  const tree = view.parts.get(groupAudience(id))?.tree;
  if (!group || !work) return null;
  const notes = tree
    ? [...listChildren(tree, '')].map(({ note }) => note).filter((note) => !note.removed)
    : [];
  const written = notes.filter(
    (note) =>
      (view.words(note.id) ?? '').trim() !== '' ||
      Object.keys(fieldsOf(note)).length > 0 ||
      note.picture !== undefined,
  );
  return (
    <article>
      <h3>{say.print.group(group.name, say.list(group.members.map(nameOf)))}</h3>
      {work.passage && (
        <section>
          <h4>
            {say.print.passage}: <Tex>{work.passage.title}</Tex>
          </h4>
          <p className={css.passage}>
            <Tex>{sentencesOf(work.passage).join(' ')}</Tex>
          </p>
          <p className="quiet small">
            {[work.passage.source, work.passage.url, work.passage.licence].filter(Boolean).join(' · ')}
          </p>
        </section>
      )}
      {written.map((note) => {
        const kind = room.exercise.kinds[note.kind];
        const complaints = [...work.complaints.values()]
          .filter(({ on }) => on === note.id)
          .sort((a, b) => a.at - b.at);
        return (
          <section key={note.id}>
            <h4>
              {note.kind === PAGE ? say.room.page : (kind?.name ?? note.kind)}, {nameOf(note.by)}
            </h4>
            <p className={css.words}>
              <Tex>{view.words(note.id) ?? note.words}</Tex>
            </p>
            <PictureShown note={note.id} among={groupAudience(id)} />
            {kind &&
              Object.entries(kind.fields).map(([field, spec]) => {
                const value = note.fields[field];
                if (value === undefined || value === null) return null;
                const shown =
                  spec.type === 'choice'
                    ? spec.options.find((option) => option.value === value)?.label
                    : value;
                return (
                  <p key={field}>
                    {spec.label} <strong>{String(shown)}</strong>
                  </p>
                );
              })}
            {complaints.length > 0 && (
              <ul className={css.complaints}>
                {complaints.map((complaint) => (
                  <li key={complaint.id}>
                    “{complaint.say}”{' '}
                    <span className="quiet">
                      {nameOf(complaint.by)}, {complaint.met ? say.print.met : say.print.open}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </section>
        );
      })}
      {written.length === 0 && <p className="quiet">{say.end.nothing}</p>}
    </article>
  );
}

/** Fields that the writer filled in; the round that a note belongs to is no answer. */
const fieldsOf = (note: { fields: Record<string, unknown> }): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(note.fields).filter(([field, value]) => field !== 'round' && value !== null),
  );

function OwnNotes({ person }: { person: string }) {
  const view = useView();
  useWindow(personAudience(person), '', 200, true);
  const part = view.parts.get(personAudience(person));
  const notes = part
    ? [...listChildren(part.tree, '')]
        .map(({ note }) => note)
        .filter(({ id, kind, removed }) => {
          if (removed) return false;
          // What was revealed stands among what the group made.
          const shown = kind !== PARKED && kind !== KEPT && part.own?.revealed[id] !== undefined;
          return !shown && (view.words(id) ?? '').trim() !== '';
        })
    : [];
  if (notes.length === 0) return null;
  return (
    <article>
      <h3>{say.end.own}</h3>
      <ul className={css.own}>
        {notes.map((note) => (
          <li key={note.id} className={css.words}>
            {cutLong(view.words(note.id) ?? note.words)}
            <PictureShown note={note.id} among={personAudience(person)} />
          </li>
        ))}
      </ul>
    </article>
  );
}

/** A page as long as a book isn't laid out here: the whole of it is in what one takes home. */
const MOST_SHOWN = 20_000;
const cutLong = (words: string): string =>
  words.length <= MOST_SHOWN ? words : `${words.slice(0, MOST_SHOWN)}…\n\n${say.end.longer}`;
