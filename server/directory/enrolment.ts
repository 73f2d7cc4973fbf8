import type { Exercise } from '../../core/session/exercise.ts';
import type { Mode } from '../../core/session/parts.ts';
import type { Refusal } from '../../core/stream/refusal.ts';
import { mintId } from '../identity/tokens.ts';
import type { StreamRef } from '../storage/port.ts';
import type { Streams } from '../streams/streams.ts';
import type { Notices } from './notices.ts';
import type { People } from './people.ts';
import type { Sessions } from './sessions.ts';

/** The stream of a session. */
export const sessionRef = (space: string, session: string): StreamRef => ({
  space,
  stream: `session:${session}`,
});

const SERVER = 'server';

/**
 * Who gets into a session, and where they sit. The stream comes first: what it took is so, and a crash before the
 * directory has followed is made good when the person asks again.
 */
export function createEnrolment(of: {
  streams: Streams;
  sessions: Sessions;
  people: People;
  notices: Notices;
}) {
  const { streams, sessions, people, notices } = of;

  return {
    async open(
      space: string,
      lead: string,
      what: { exercise: Exercise; title: string; mode: Mode; rounds: number; solo: boolean },
    ): Promise<{ session: string } | Refusal> {
      const session = mintId();
      const result = await streams.command(sessionRef(space, session), lead, {
        type: 'open-session',
        ...what,
      });
      if ('refused' in result) return result;
      const { exercise, title } = what;
      await sessions.add({
        space,
        id: session,
        title,
        exercise: exercise.id,
        exercise_title: exercise.title,
        lead,
      });
      await sessions.enrol(space, session, { person: lead, role: 'lead', host: null });
      return { session };
    },

    /** Lets a person in, at their own device or at `host`'s. Again is harmless. */
    async join(
      space: string,
      session: string,
      person: string,
      host: string | null,
    ): Promise<{ ok: true } | Refusal> {
      const ref = sessionRef(space, session);
      const result = await streams.command(ref, SERVER, { type: 'join', person, sharesWith: host });
      if ('refused' in result) return result;
      await sessions.enrol(space, session, { person, role: 'member', host });
      if (host !== null) await notices.tell({ type: 'sat-down', space, session, person, host });
      return result;
    },

    async addLead(space: string, session: string, person: string): Promise<{ ok: true } | Refusal> {
      const result = await streams.command(sessionRef(space, session), SERVER, { type: 'add-lead', person });
      if ('refused' in result) return result;
      await sessions.enrol(space, session, { person, role: 'lead', host: null });
      return result;
    },

    /** Seats a person at another browser, with all that is theirs and whoever shares their device. */
    async reseat(space: string, person: string, user: string): Promise<void> {
      await people.seat(space, person, user);
      for (const session of await sessions.standAlone(space, person)) {
        // In the session they sat at another's device; they keep their group and their turn.
        await streams.command(sessionRef(space, session), SERVER, { type: 'join', person, sharesWith: null });
      }
      await notices.tell({ type: 'moved', space, person, user });
    },
  };
}

export type Enrolment = ReturnType<typeof createEnrolment>;
