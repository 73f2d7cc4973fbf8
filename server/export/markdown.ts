import type { Passage } from '../../core/session/parts.ts';
import { exported } from '../words.ts';
import { escapeMarkdown as plain } from './escape.ts';
import { type Kept, type KeptGroup, type KeptNote, type KeptRound, sentenceAt } from './gather.ts';

/** A session as a page that one would keep: readable as it stands, and in any Markdown reader. */
export function writeMarkdown(kept: Kept): string {
  const page = new Page(kept);
  page.write();
  return page.toString();
}

export const dateOf = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

class Page {
  private readonly kept: Kept;
  private readonly lines: string[] = [];
  /** Links to pictures stand at the end, each on a line of its own: the text above stays readable. */
  private readonly pictures: string[] = [];

  constructor(kept: Kept) {
    this.kept = kept;
  }

  toString(): string {
    return `${this.lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()}\n`;
  }

  write(): void {
    const { kept } = this;
    this.head(1, kept.title);
    this.lines.push(
      `*${plain(kept.exercise.title)}*, ${dateOf(kept.opened)}`,
      '',
      plain(kept.exercise.purpose),
    );
    this.head(2, exported.who);
    for (const { id, lead } of kept.people)
      this.lines.push(`- ${this.name(id)}${lead ? ` (${exported.led})` : ''}`);
    for (const group of kept.groups) this.group(group);
    if (kept.everyone.length > 0) {
      this.head(2, exported.everyone);
      this.notes(kept.everyone, 0);
    }
    this.own();
    this.lines.push('', `---`, '', exported.from(dateOf(kept.exported)));
    if (this.pictures.length > 0) this.lines.push('', ...this.pictures);
  }

  private head(level: number, words: string): void {
    this.lines.push('', `${'#'.repeat(level)} ${plain(oneLine(words))}`, '');
  }

  private name(id: string): string {
    return plain(this.kept.names[id] ?? exported.somebody);
  }

  private group(group: KeptGroup): void {
    const members = group.members.map((id) => this.kept.names[id] ?? exported.somebody).join(', ');
    this.head(2, members ? `${group.name}: ${members}` : group.name);
    for (const round of group.rounds) this.round(round);
    if (group.notes.length > 0) {
      this.head(3, exported.notes);
      this.notes(group.notes, 0);
    }
    if (group.between && group.between.nudges.length + group.between.answers.length > 0) {
      this.head(3, exported.between);
      for (const { kind, by } of group.between.nudges)
        this.lines.push(`- ${this.name(by)}: ${exported.nudges[kind]}`);
      for (const { by, amount } of group.between.answers) {
        this.lines.push(`- ${this.name(by)}: ${exported.amounts[amount]}`);
      }
    }
  }

  private round(round: KeptRound): void {
    const { passage } = round;
    this.head(3, passage ? exported.roundWith(round.round, passage.title) : exported.round(round.round));
    if (passage) this.passage(passage);
    if (round.growth.length > 0) {
      this.head(4, exported.growth);
      round.growth.forEach(({ sentence, words, place }, i) => {
        this.lines.push(`${i + 1}. ${plain(oneLine(sentence ?? exported.sentence(place + 1)))}`, '');
        this.quote(words.trim() === '' ? exported.nothingYet : words, '   ');
        this.lines.push('');
      });
    }
    if (round.example !== null && round.example.trim() !== '') {
      this.head(4, exported.example);
      this.quote(round.example, '');
    }
    this.complaints(round);
    if (round.offers.length > 0) {
      this.head(4, exported.offers);
      for (const { by, words, state } of round.offers) {
        this.lines.push(`- ${this.name(by)}: ${this.inline(words)} (${exported.states[state]})`);
      }
    }
  }

  private passage(passage: Passage): void {
    const origin = [passage.field, passage.source, passage.licence].filter(Boolean).map(plain).join(', ');
    const link = passage.url && /^https?:\/\/[^\s<>]+$/.test(passage.url) ? ` <${passage.url}>` : '';
    this.lines.push(`${origin}${link}`, '');
    passage.cuts.forEach((_, i) => {
      this.lines.push(`> ${i + 1}. ${this.inline(sentenceAt(passage, i) ?? '')}`);
    });
    this.lines.push('');
  }

  private complaints({ complaints }: KeptRound): void {
    if (complaints.length === 0) return;
    this.head(4, exported.complaints);
    for (const { by, say, met, place } of complaints) {
      const how = met ? exported.metBy(this.name(met.by)) : exported.unmet;
      this.lines.push(`- ${this.name(by)}: ${this.inline(say)} (${exported.sentence(place + 1)}; ${how})`);
    }
  }

  private notes(notes: readonly KeptNote[], depth: number): void {
    const margin = '  '.repeat(depth);
    for (const note of notes) {
      const [first = '', ...rest] = plain(note.words.trim()).split('\n');
      const fields = Object.entries(note.fields).map(
        ([label, value]) => `${plain(label)}: ${this.inline(String(value))}`,
      );
      this.lines.push(
        `${margin}- **${plain(note.kind)}** (${this.name(note.by)}${fields.length > 0 ? `; ${fields.join('; ')}` : ''}): ${first}${note.again ? ` (${exported.again})` : ''}`,
      );
      for (const line of rest) this.lines.push(line.trim() === '' ? '' : `${margin}  ${line}`);
      if (note.picture && !note.again) this.picture(note.picture, `${margin}  `);
      this.notes(note.children, depth + 1);
    }
  }

  private picture({ says, data }: NonNullable<KeptNote['picture']>, margin: string): void {
    const shown = this.inline(says || exported.picture);
    if (!data) {
      this.lines.push('', `${margin}*${shown} (${exported.pictureLeftOut})*`, '');
      return;
    }
    const name = `picture-${this.pictures.length + 1}`;
    this.pictures.push(`[${name}]: ${data}`);
    this.lines.push('', `${margin}![${shown}][${name}]`, '');
  }

  private own(): void {
    const { notes, debrief } = this.kept.own;
    if (notes.length === 0 && !debrief) return;
    this.head(2, exported.onlyYou);
    this.notes(notes, 0);
    if (!debrief) return;
    this.head(3, exported.debrief);
    if (debrief.got !== null) this.lines.push(`- ${exported.got}: ${debrief.got}/10`);
    if (debrief.change) this.lines.push(`- ${exported.change}: ${this.inline(debrief.change)}`);
    if (debrief.use) this.lines.push(`- ${exported.use}: ${this.inline(debrief.use)}`);
  }

  private inline(words: string): string {
    return plain(oneLine(words));
  }

  private quote(words: string, margin: string): void {
    for (const line of plain(words.trim()).split('\n')) this.lines.push(`${margin}> ${line}`.trimEnd());
  }
}

const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim();
