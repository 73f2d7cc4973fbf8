import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Exercise } from '../../core/session/exercise.ts';
import { MOST_BYTES, titleIn } from '../../curriculum/own.ts';
import type { KeptExercise } from '../directory/exercises.ts';
import { words } from '../words.ts';
import { Denial, notFound } from './answers.ts';
import { addressOf, admitGuest, findLooking, findMember } from './asker.ts';
import { body, id, name, read } from './requests.ts';
import type { Services } from './services.ts';

/** A text that is kept as it stands, with its faults. What it says is for the loader to judge. */
const source = z
  .string({ error: words.badRequest })
  .refine((text) => Buffer.byteLength(text) <= MOST_BYTES, { error: words.longExercise(MOST_BYTES / 1024) });
const version = z.int({ error: words.badRequest });
/** A copy of one, or a text of one's own. */
const makeOwn = body({ of: id.optional(), source: source.optional(), name: name.optional() });
const saveDraft = body({ version, source });
const offerVersion = body({ version });

/** The exercises that there are, those of people's own among them, and how these are written. */
export function exerciseRoutes(services: Services): Hono {
  const { space, exercises, sources, catalogue, ownExercises, people, gate } = services;
  const app = new Hono();

  /** An exercise of whoever asks. Somebody else's and one that isn't there get the same answer. */
  async function findOwn(c: Context): Promise<KeptExercise> {
    const { people: here } = await findLooking(c, services);
    const kept = await ownExercises.find(space, c.req.param('exercise') ?? '');
    if (!kept || !here.includes(kept.person)) throw notFound();
    return kept;
  }

  const show = (kept: KeptExercise) => ({
    id: kept.id,
    version: kept.version,
    source: kept.source,
    offered: kept.offered?.version ?? null,
    surroundings: catalogue.surroundings,
  });

  app.get('/exercises', async (c) => {
    const looking = await findLooking(c, services);
    const mine = await ownExercises.listOf(space, looking.people);
    const offered = looking.opens
      ? (await ownExercises.listOffered(space)).filter(({ person }) => !looking.people.includes(person))
      : [];
    const keeper = (await findMember(c, services))?.role === 'keeper';
    const names = await people.names(
      space,
      [...mine, ...offered].map(({ person }) => person),
    );
    const cards = [...exercises.values()].map((exercise) => card(exercise, null));
    const drafts = [];
    for (const kept of mine) {
      const found = catalogue.readDraft(kept);
      if ('exercise' in found) {
        cards.push(card(found.exercise, { name: names[kept.person] ?? '', you: true, keeper: false }));
      } else {
        const [first] = found.faults;
        drafts.push({
          id: kept.id,
          title: titleIn(kept.source),
          faults: found.faults.length,
          line: first?.line ?? 1,
        });
      }
    }
    for (const kept of offered) {
      const found = catalogue.readOffer(kept);
      if (found && 'exercise' in found) {
        cards.push(card(found.exercise, { name: names[kept.person] ?? '', you: false, keeper }));
      }
    }
    return c.json({ exercises: cards, drafts, problems: services.problems });
  });

  /** Keeps a copy of an exercise that the asker may have, or a text of theirs. */
  app.post('/exercises', async (c) => {
    const wish = await read(c, makeOwn);
    if ((wish.of === undefined) === (wish.source === undefined)) {
      throw new Denial(400, 'bad-request', words.badRequest);
    }
    const text = wish.source ?? (await sourceOf(c, wish.of ?? ''));
    if (text === null) throw new Denial(404, 'unknown-exercise', words.unknownExercise);
    if (!(await findLooking(c, services)).opens) {
      throw new Denial(403, 'account-needed', words.accountNeededToWrite);
    }
    gate.make(addressOf(c, services));
    const user = await admitGuest(c, services);
    const [known] = await people.listAt(space, user);
    const { id: person } = known && !wish.name ? known : await people.own(space, user, wish.name ?? 'You');
    const made = await ownExercises.add(space, person, text);
    if (made === null) throw new Denial(409, 'too-many', words.manyExercises);
    return c.json({ exercise: made }, 201);
  });

  async function sourceOf(c: Context, asked: string): Promise<string | null> {
    const shipped = sources.get(asked);
    // The first line of a shipped file may name a schema beside it, for editors on disk.
    if (shipped !== undefined) return shipped.replace(/^# yaml-language-server:.*\n/, '');
    const { people: here, opens } = await findLooking(c, services);
    const kept = await ownExercises.find(space, asked);
    if (kept && here.includes(kept.person)) return kept.source;
    return (opens && kept?.offered?.source) || null;
  }

  /** The whole of one: what is printed of it, and what its steps take. */
  app.get('/exercises/:exercise', async (c) => {
    return c.json({ exercise: await demandExercise(c, services, c.req.param('exercise')) });
  });

  app.get('/exercises/:exercise/draft', async (c) => c.json(show(await findOwn(c))));

  /** Saves on top of the version that the browser knew. Where there is a newer one, that one comes back. */
  app.put('/exercises/:exercise/draft', async (c) => {
    const kept = await findOwn(c);
    const wish = await read(c, saveDraft);
    const saved = await ownExercises.save(space, kept.id, wish.version, wish.source);
    if (saved !== null) return c.json({ version: saved });
    return c.json({ error: { code: 'stale', say: words.stale }, theirs: show(await findOwn(c)) }, 409);
  });

  app.delete('/exercises/:exercise', async (c) => {
    await ownExercises.remove(space, (await findOwn(c)).id);
    return c.json({ ok: true });
  });

  /** Offers a version to everybody who may open sessions here: from then on they get that one, whatever follows. */
  app.put('/exercises/:exercise/offer', async (c) => {
    const kept = await findOwn(c);
    const wish = await read(c, offerVersion);
    if (!(await findMember(c, services))) throw new Denial(403, 'account-needed', words.accountNeededToOffer);
    if ('faults' in catalogue.readDraft(kept)) throw new Denial(409, 'has-faults', words.faultyExercise);
    if (!(await ownExercises.offer(space, kept.id, wish.version)))
      throw new Denial(409, 'stale', words.stale);
    return c.json({ offered: wish.version });
  });

  app.delete('/exercises/:exercise/offer', async (c) => {
    await ownExercises.takeBack(space, await offeredBy(c));
    return c.json({ ok: true });
  });

  /** Whoever offered it takes it back, or whoever keeps the space. */
  async function offeredBy(c: Context): Promise<string> {
    const member = await findMember(c, services);
    if (member?.role !== 'keeper') return (await findOwn(c)).id;
    const kept = await ownExercises.find(space, c.req.param('exercise') ?? '');
    if (!kept?.offered) throw notFound();
    return kept.id;
  }

  return app;
}

/** The exercise of that id that somebody may use; else the reason why there is none. */
export async function demandExercise(c: Context, services: Services, asked: string): Promise<Exercise> {
  const { space, catalogue, ownExercises } = services;
  const looking = await findLooking(c, services);
  const found = await catalogue.find(space, looking, asked);
  if (found) return found;
  const kept = await ownExercises.find(space, asked);
  if (kept && looking.people.includes(kept.person)) {
    throw new Denial(409, 'has-faults', words.faultyExercise);
  }
  throw new Denial(404, 'unknown-exercise', words.unknownExercise);
}

/** Whose own an exercise is, and whether the asker may take the offer of it back although it isn't theirs. */
interface By {
  name: string;
  you: boolean;
  keeper: boolean;
}

/** An exercise in a list to choose from. `by` is null for one that is shipped. */
const card = (exercise: Exercise, by: By | null) => ({
  id: exercise.id,
  title: exercise.title,
  purpose: exercise.purpose,
  tracks: exercise.tracks,
  minutes: exercise.minutes,
  groupSize: exercise.group.size,
  input: exercise.input,
  rounds: exercise.rounds.default,
  seats: exercise.seats,
  brief: { minutes: exercise.brief.minutes },
  by,
});
