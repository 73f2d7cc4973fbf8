import { readMark, type Sort } from './marks.ts';

/**
 * How a line of a sort often reads where nobody marked it. Generous: to think that something is missing and to be
 * wrong costs the writer more than the other way round.
 */
const CUES: Record<string, RegExp> = {
  intuition:
    /\b(?:my gut|gut feeling|i (?:feel|suspect|sense|bet)|it feels|feels like|somehow|intuitive(?:ly)?|intuition|hunch)\b/i,
  hypothesis:
    /\b(?:hypothes[ie]s|if .{3,80}\bthen\b|would (?:imply|predict|mean)|predicts?|we(?:’|')d expect)\b/i,
  conjecture:
    /\b(?:conjecture|i claim|theorem|for (?:all|every|any)|always|never|must (?:be|have)|necessarily)\b/i,
  observation:
    /\b(?:observ(?:ed?|ation)|i (?:saw|noticed|watched|have seen)|in practice|in fact|turns out|we (?:saw|see|found|find)|measured)\b/i,
  experiment:
    /\b(?:experiment|one could (?:run|test|measure|try)|could be tested|let(?:’|')s (?:test|measure|try)|train (?:a|two|some)|ablat|run (?:a|two|some)|measure (?:the|how|whether)|check whether)\b/i,
  source:
    /\b(?:came from|comes from|(?:i )?read (?:in|it in|about)|heard (?:it|this|from)|according to|talk (?:by|with)|paper by|book by|reminds me of|told me)\b|https?:\/\//i,
};

/** The sorts of which a page has nothing: no line is marked so, and none reads like it. */
export function missingSorts(page: string, sorts: readonly Sort[]): Sort[] {
  const missing = new Map(sorts.map((sort) => [sort.value, sort]));
  for (let from = 0; from <= page.length && missing.size > 0; ) {
    const end = page.indexOf('\n', from);
    const to = end < 0 ? page.length : end;
    const line = page.slice(from, to);
    const mark = readMark(line, sorts);
    if (mark) missing.delete(mark.sort);
    else for (const value of missing.keys()) if (CUES[value]?.test(line)) missing.delete(value);
    from = to + 1;
  }
  return [...missing.values()];
}
