import type { Program } from '../../core/program/program.ts';
import type { Timetable } from '../../core/program/timetable.ts';
import type { Exercise } from '../../core/session/exercise.ts';
import { ask, Declined } from './requests.ts';

export interface HeldProgram {
  id: string;
  version: number;
  program: Program;
  /** Where people who take part read it; null while it is closed. */
  plan: string | null;
}

export interface ProgramCard {
  id: string;
  title: string;
  zone: string;
  dates: string[];
}

export interface OrderCard {
  id: string;
  title: string;
  says: string;
  days: number;
}

export interface ProgramLeads {
  /** `you`: somebody in this browser. */
  leads: { person: string; name: string; you: boolean }[];
  /** Whoever has an account may add others. */
  mayAdd: boolean;
}

export interface NewProgram {
  name: string;
  title: string;
  field: string;
  zone: string;
  first: string;
  order?: string;
}

const of = (program: string): string => `/programs/${encodeURIComponent(program)}`;

/** What the server says of programs, their days and their plans. */
export const programs = {
  orders: async () => (await ask<{ orders: OrderCard[] }>('GET', '/orders')).orders,
  list: async () => (await ask<{ programs: ProgramCard[] }>('GET', '/programs')).programs,
  create: (body: NewProgram) => ask<{ program: string }>('POST', '/programs', body),
  load: (program: string) => ask<HeldProgram>('GET', of(program)),
  save: (id: string, version: number, program: Program) =>
    ask<{ version: number }>('PUT', of(id), { version, program }),
  openSlot: (program: string, slot: string) =>
    ask<{ session: string; version: number }>(
      'POST',
      `${of(program)}/slots/${encodeURIComponent(slot)}/session`,
      {},
    ),
  share: (program: string) => ask<{ url: string }>('POST', `${of(program)}/share`, {}),
  unshare: (program: string) => ask<{ ok: true }>('DELETE', `${of(program)}/share`),
  leads: (program: string) => ask<ProgramLeads>('GET', `${of(program)}/leads`),
  addLead: (program: string, email: string) => ask<ProgramLeads>('POST', `${of(program)}/leads`, { email }),
  removeLead: (program: string, person: string) =>
    ask<{ ok: true }>('DELETE', `${of(program)}/leads/${encodeURIComponent(person)}`),
  calendarPath: (program: string) => `/api${of(program)}/calendar.ics`,
  plan: (token: string) => ask<Timetable>('GET', `/plans/${encodeURIComponent(token)}`),
  planCalendarPath: (token: string) => `/api/plans/${encodeURIComponent(token)}/calendar.ics`,
  exercise: async (id: string) =>
    (await ask<{ exercise: Exercise }>('GET', `/exercises/${encodeURIComponent(id)}`)).exercise,
};

/** The version that stands on the server, where it refused one that was made upon an older. */
export function newerOne(error: unknown): HeldProgram | null {
  if (!(error instanceof Declined) || error.code !== 'stale') return null;
  return (error.answer as { theirs: HeldProgram }).theirs;
}
