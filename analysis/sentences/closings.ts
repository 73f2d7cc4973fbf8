import type { Effort } from './effort.ts';

/**
 * Where a closing mark comes next. Each mark's places are gathered once, in one scan, and asked for with positions that
 * only rise: all questions together cost what the text is long.
 */
export class Closings {
  private readonly text: string;
  private readonly effort: Effort;
  private readonly unescaped = new Map<string, number[]>();
  private readonly plain = new Map<string, number[]>();
  /** How many of a mark's places lie behind. */
  private readonly passed = new Map<string, number>();

  constructor(text: string, effort: Effort) {
    this.text = text;
    this.effort = effort;
  }

  /** The first place of `mark` at or after `from` that no backslash hides, or -1. */
  unescapedFrom(mark: '$' | '$$' | '\\]' | '\\)', from: number): number {
    if (this.unescaped.size === 0) this.gatherUnescaped();
    return this.next(mark, this.unescaped.get(mark) ?? [], from);
  }

  /** The first place of `mark` at or after `from`, whatever stands before it, or -1. */
  from(mark: string, from: number): number {
    let places = this.plain.get(mark);
    if (!places) {
      places = [];
      this.effort.steps += this.text.length;
      for (let at = this.text.indexOf(mark); at >= 0; at = this.text.indexOf(mark, at + 1)) places.push(at);
      this.plain.set(mark, places);
    }
    return this.next(mark, places, from);
  }

  private next(mark: string, places: readonly number[], from: number): number {
    let i = this.passed.get(mark) ?? 0;
    for (; i < places.length && (places[i] as number) < from; i++) this.effort.steps++;
    this.passed.set(mark, i);
    this.effort.steps++;
    return places[i] ?? -1;
  }

  private gatherUnescaped(): void {
    const found = { $: [] as number[], $$: [] as number[], '\\]': [] as number[], '\\)': [] as number[] };
    const { text } = this;
    for (let at = 0; at < text.length; at++) {
      this.effort.steps++;
      if (text[at] === '$') {
        found.$.push(at);
        if (text[at + 1] === '$') found.$$.push(at);
      } else if (text[at] === '\\') {
        if (text[at + 1] === ']') found['\\]'].push(at);
        if (text[at + 1] === ')') found['\\)'].push(at);
        at++;
      }
    }
    for (const [mark, places] of Object.entries(found)) this.unescaped.set(mark, places);
  }
}
