import type { Member } from '../parts.ts';
import { leavesEarly, teamKey } from './cost.ts';
import type { FormingReason, FormingRule } from './rule.ts';

/** What holds of a finished group, of the facts that everybody may know and that the rule asked for. */
export function reasonsFor(
  members: readonly Member[],
  { size, rule, end }: { size: number; rule: FormingRule; end: number },
): FormingReason[] {
  const reasons: FormingReason[] = [];
  if (members.length < 2) return [];
  const hosts = members.map(({ id, sharesWith }) => sharesWith ?? id);
  if (new Set(hosts).size < hosts.length) reasons.push('one-screen');
  if (members.every(({ facts }) => leavesEarly(facts?.leavesAt, end) !== null)) reasons.push('leave-early');
  const teams = members.flatMap(({ facts }) => teamKey(facts?.team) ?? []);
  if (teams.length === members.length) {
    const different = new Set(teams).size;
    if (rule.teams === 'keep' && different === 1) reasons.push('one-team');
    if (rule.teams === 'mix' && different === teams.length) reasons.push('different-teams');
  }
  const levels = members.flatMap(({ facts }) => facts?.level ?? []);
  if (levels.length === members.length && rule.level !== 'any') {
    const apart = Math.max(...levels) - Math.min(...levels);
    if (rule.level === 'similar' && apart === 0) reasons.push('similar-level');
    if (rule.level === 'mixed' && apart > 0) reasons.push('mixed-level');
  }
  if (members.length === size + 1) reasons.push('one-more');
  return reasons.length > 0 ? reasons : ['by-lot'];
}
