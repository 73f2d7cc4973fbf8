import { exported } from '../words.ts';
import { escapeHtml as plain } from './escape.ts';
import { type Kept, type KeptGroup, type KeptNote, type KeptRound, sentenceAt } from './gather.ts';
import { dateOf } from './markdown.ts';

/** Plain print: ink on paper, nothing cut in two by a page's end where that can be helped. */
const STYLE = `
:root { color-scheme: light; }
body { font: 11pt/1.5 Georgia, 'Times New Roman', serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff; }
h1, h2, h3, h4 { line-height: 1.2; break-after: avoid; }
h2 { border-top: 1px solid #999; padding-top: 1rem; margin-top: 2rem; }
blockquote { margin: .25rem 0 .75rem 0; padding-left: .75rem; border-left: 3px solid #9c6; white-space: pre-wrap; }
li { break-inside: avoid; }
figure { margin: .5rem 0; break-inside: avoid; }
img { max-width: 100%; height: auto; max-height: 14cm; width: auto; border: 1px solid #ccc; }
.words { white-space: pre-wrap; }
.aside { color: #555; font-size: .9em; }
@media print { body { margin: 0; max-width: none; } }
`;

/** A session as one page of HTML for printing. Everything that anybody wrote is escaped; nothing in it runs. */
export function writePage(kept: Kept): string {
  const name = (id: string): string => plain(kept.names[id] ?? exported.somebody);
  const list = (items: string[], tag = 'ul'): string =>
    items.length === 0
      ? ''
      : `<${tag}>${items.map((item) => `<li dir="auto">${item}</li>`).join('')}</${tag}>`;

  const picture = ({ says, width, height, data }: NonNullable<KeptNote['picture']>): string => {
    const caption = says ? `<figcaption class="aside" dir="auto">${plain(says)}</figcaption>` : '';
    return data
      ? `<figure><img src="${plain(data)}" alt="${plain(says || exported.picture)}" width="${width}" height="${height}">${caption}</figure>`
      : `<p class="aside">${plain(says || exported.picture)} (${plain(exported.pictureLeftOut)})</p>`;
  };

  const notes = (of: readonly KeptNote[]): string =>
    list(
      of.map((note) => {
        const fields = Object.entries(note.fields).map(
          ([label, value]) => `; ${plain(label)}: ${plain(String(value))}`,
        );
        const again = note.again ? ` <span class="aside">(${plain(exported.again)})</span>` : '';
        return `<b>${plain(note.kind)}</b> <span class="aside">(${name(note.by)}${fields.join('')})</span> <span class="words" dir="auto">${plain(note.words)}</span>${again}${note.picture && !note.again ? picture(note.picture) : ''}${notes(note.children)}`;
      }),
    );

  const round = ({ round: number, passage, growth, example, complaints, offers }: KeptRound): string => {
    const parts = [
      `<h3>${plain(passage ? exported.roundWith(number, passage.title) : exported.round(number))}</h3>`,
    ];
    if (passage) {
      const origin = [passage.field, passage.source, passage.licence, passage.url ?? ''].filter(Boolean);
      parts.push(`<p class="aside">${origin.map(plain).join(', ')}</p>`);
      parts.push(
        list(
          passage.cuts.map((_, i) => plain(sentenceAt(passage, i) ?? '')),
          'ol',
        ),
      );
    }
    if (growth.length > 0) {
      const grown = growth.map(
        ({ sentence, place, words }) =>
          `${plain(sentence ?? exported.sentence(place + 1))}<blockquote dir="auto">${plain(words.trim() || exported.nothingYet)}</blockquote>`,
      );
      parts.push(`<h4>${plain(exported.growth)}</h4>${list(grown, 'ol')}`);
    }
    if (example?.trim()) {
      parts.push(`<h4>${plain(exported.example)}</h4><blockquote dir="auto">${plain(example)}</blockquote>`);
    }
    if (complaints.length > 0) {
      const said = complaints.map(
        ({ by, say, met, place }) =>
          `${name(by)}: ${plain(say)} <span class="aside">(${plain(exported.sentence(place + 1))}; ${met ? exported.metBy(name(met.by)) : plain(exported.unmet)})</span>`,
      );
      parts.push(`<h4>${plain(exported.complaints)}</h4>${list(said)}`);
    }
    if (offers.length > 0) {
      const made = offers.map(
        ({ by, words, state }) =>
          `${name(by)}: ${plain(words)} <span class="aside">(${plain(exported.states[state])})</span>`,
      );
      parts.push(`<h4>${plain(exported.offers)}</h4>${list(made)}`);
    }
    return parts.join('\n');
  };

  const group = ({ name: called, members, rounds, notes: written, between }: KeptGroup): string => {
    const said = [
      ...(between?.nudges ?? []).map(({ by, kind }) => `${name(by)}: ${plain(exported.nudges[kind])}`),
      ...(between?.answers ?? []).map(({ by, amount }) => `${name(by)}: ${plain(exported.amounts[amount])}`),
    ];
    return [
      `<h2>${plain(called)}${members.length > 0 ? `: ${members.map(name).join(', ')}` : ''}</h2>`,
      ...rounds.map(round),
      written.length > 0 ? `<h3>${plain(exported.notes)}</h3>${notes(written)}` : '',
      said.length > 0 ? `<h3>${plain(exported.between)}</h3>${list(said)}` : '',
    ].join('\n');
  };

  const { debrief } = kept.own;
  const answers = debrief
    ? [
        ...(debrief.got === null ? [] : [`${plain(exported.got)}: ${debrief.got}/10`]),
        ...(debrief.change ? [`${plain(exported.change)}: ${plain(debrief.change)}`] : []),
        ...(debrief.use ? [`${plain(exported.use)}: ${plain(debrief.use)}`] : []),
      ]
    : [];
  const own =
    kept.own.notes.length + answers.length > 0
      ? `<h2>${plain(exported.onlyYou)}</h2>${notes(kept.own.notes)}${answers.length > 0 ? `<h3>${plain(exported.debrief)}</h3>${list(answers)}` : ''}`
      : '';

  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${plain(kept.title)}</title><style>${STYLE}</style></head><body>
<h1 dir="auto">${plain(kept.title)}</h1>
<p><i>${plain(kept.exercise.title)}</i>, ${dateOf(kept.opened)}<br>${plain(kept.exercise.purpose)}</p>
<h2>${plain(exported.who)}</h2>
${list(kept.people.map(({ id, lead }) => `${name(id)}${lead ? ` (${plain(exported.led)})` : ''}`))}
${kept.groups.map(group).join('\n')}
${kept.everyone.length > 0 ? `<h2>${plain(exported.everyone)}</h2>${notes(kept.everyone)}` : ''}
${own}
<p class="aside">${plain(exported.from(dateOf(kept.exported)))}</p>
</body></html>
`;
}
