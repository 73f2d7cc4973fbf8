import { account } from './en/account.ts';
import { app } from './en/app.ts';
import { ball } from './en/ball.ts';
import { cards } from './en/cards.ts';
import { claim } from './en/claim.ts';
import { clock } from './en/clock.ts';
import { compare } from './en/compare.ts';
import { complaints } from './en/complaints.ts';
import { create } from './en/create.ts';
import { day } from './en/day.ts';
import { debrief } from './en/debrief.ts';
import { end } from './en/end.ts';
import { example } from './en/example.ts';
import { exercise } from './en/exercise.ts';
import { front } from './en/front.ts';
import { list, plural } from './en/grammar.ts';
import { groups } from './en/groups.ts';
import { ideas } from './en/ideas.ts';
import { join } from './en/join.ts';
import { keeping } from './en/keeping.ts';
import { keys } from './en/keys.ts';
import { landing } from './en/landing.ts';
import { lead } from './en/lead.ts';
import { link } from './en/link.ts';
import { lobby } from './en/lobby.ts';
import { notFound } from './en/notFound.ts';
import { offers } from './en/offers.ts';
import { paper } from './en/paper.ts';
import { passage } from './en/passage.ts';
import { people } from './en/people.ts';
import { pictures } from './en/pictures.ts';
import { plan } from './en/plan.ts';
import { practice } from './en/practice.ts';
import { print } from './en/print.ts';
import { projector } from './en/projector.ts';
import { refusals } from './en/refusals.ts';
import { room } from './en/room.ts';
import { sheets } from './en/sheets.ts';
import { swapped } from './en/swapped.ts';
import { takenLink } from './en/takenLink.ts';
import { tex } from './en/tex.ts';
import { text } from './en/text.ts';

/**
 * Every word on screen that doesn't come from an exercise: one file a screen or piece of one. Second person, present
 * tense, short, concrete, kind.
 */
export const say = {
  list,
  plural,
  account,
  app,
  ball,
  landing,
  create,
  ideas,
  join,
  lobby,
  groups,
  room,
  clock,
  keeping,
  refusals,
  complaints,
  offers,
  swapped,
  passage,
  example,
  exercise,
  claim,
  compare,
  cards,
  debrief,
  lead,
  front,
  projector,
  end,
  paper,
  people,
  pictures,
  practice,
  print,
  day,
  plan,
  sheets,
  takenLink,
  notFound,
  keys,
  tex,
  text,
  link,
};
