import Papa from 'papaparse';
import { rosterWords } from '../words.ts';
import { email, oneLine, personName } from './names.ts';

/** What a list says of somebody. */
export interface Listed {
  name: string;
  email: string | null;
  team: string | null;
  /** 1 to 5. */
  level: number | null;
  languages: string[];
  knows: string[];
}

export const COLUMNS = ['name', 'email', 'team', 'level', 'languages', 'knows'] as const;
type Column = (typeof COLUMNS)[number];

/** Longest list that is taken at once. */
export const MOST_ROWS = 10_000;
const MOST_LETTERS = 120;
const MOST_ITEMS = 20;

export interface Roster {
  /** The good ones, each with the row it stands in, as a spreadsheet counts. */
  people: { row: number; person: Listed }[];
  bad: { row: number; say: string }[];
  /** Columns that nothing is taken from. */
  unread: string[];
}

/** A list that can't be read at all; `say` is a sentence. */
export interface Unreadable {
  say: string;
}

/** What tells two people on a list apart: their address, or else name and team. */
export const sameness = ({ email, name, team }: Pick<Listed, 'email' | 'name' | 'team'>): string =>
  email ? `mail ${email}` : `name ${name.toLowerCase()}\n${(team ?? '').toLowerCase()}`;

/** A leading apostrophe is what `writeRoster` (or a spreadsheet) put before what would be a formula. */
const plain = (cell: string | undefined): string => oneLine((cell ?? '').replace(/^'(?=[=+\-@\t\r])/, ''));

const listOf = (cell: string): string[] => [
  ...new Set(
    cell
      .split(/[;,/]/)
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  ),
];

/** Reads a list of people as spreadsheets write it. `taken` are those who are on the list. Pure. */
export function readRoster(text: string, taken: ReadonlySet<string>): Roster | Unreadable {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: false });
  const [header = [], ...rows] = data;
  const columns = header.map((title) => plain(title).toLowerCase());
  const places = new Map<Column, number>();
  const unread: string[] = [];
  for (const [place, title] of columns.entries()) {
    const column = COLUMNS.find((each) => each === title);
    if (column === undefined) {
      if (title !== '') unread.push(plain(header[place]).slice(0, MOST_LETTERS));
    } else if (places.has(column)) return { say: rosterWords.twice(column) };
    else places.set(column, place);
  }
  if (!places.has('name')) return { say: rosterWords.noName(COLUMNS.join(', ')) };
  if (rows.filter((cells) => !isEmpty(cells)).length > MOST_ROWS) return { say: rosterWords.many(MOST_ROWS) };

  const torn = new Set(
    errors.flatMap(({ type, row }) => (type === 'Quotes' && row !== undefined ? [row] : [])),
  );
  const roster: Roster = { people: [], bad: [], unread };
  const seen = new Map<string, number>();
  for (const [i, cells] of rows.entries()) {
    if (isEmpty(cells)) continue;
    const row = i + 2;
    const person = torn.has(i + 1)
      ? { say: rosterWords.torn }
      : cells.length > columns.length && !isEmpty(cells.slice(columns.length))
        ? { say: rosterWords.wide(cells.length, columns.length) }
        : readPerson((column) => plain(cells[places.get(column) ?? -1]));
    if ('say' in person) {
      roster.bad.push({ row, say: person.say });
      continue;
    }
    const key = sameness(person);
    const before = seen.get(key);
    if (taken.has(key)) roster.bad.push({ row, say: rosterWords.known(person.name) });
    else if (before !== undefined) roster.bad.push({ row, say: rosterWords.again(before) });
    else {
      seen.set(key, row);
      roster.people.push({ row, person });
    }
  }
  return roster;
}

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

function readPerson(cell: (column: Column) => string): Listed | Unreadable {
  const name = personName.safeParse(cell('name'));
  if (!name.success) return { say: cell('name') === '' ? rosterWords.nameless : rosterWords.name };
  const address = cell('email') === '' ? null : email.safeParse(cell('email'));
  if (address && !address.success) return { say: rosterWords.address(cell('email').slice(0, 60)) };
  const level = cell('level');
  if (level !== '' && !/^[1-5]$/.test(level)) return { say: rosterWords.level(level.slice(0, 20)) };
  const [languages, knows] = [listOf(cell('languages')), listOf(cell('knows'))];
  const long = [cell('team'), ...languages, ...knows].some((each) => [...each].length > MOST_LETTERS);
  if (long || languages.length > MOST_ITEMS || knows.length > MOST_ITEMS) return { say: rosterWords.long };
  return {
    name: name.data,
    email: address?.data ?? null,
    team: cell('team') || null,
    level: level === '' ? null : Number(level),
    languages,
    knows,
  };
}

/** Rows as a spreadsheet reads them. What would be a formula there is text: an apostrophe stands before it. */
export const writeRows = (
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string =>
  `\uFEFF${Papa.unparse({ fields: [...columns], data: rows.map((row) => [...row]) }, { escapeFormulae: true })}\r\n`;

/** What `readRoster` reads back. */
export const writeRoster = (people: readonly Listed[]): string =>
  writeRows(
    COLUMNS,
    people.map(({ name, email, team, level, languages, knows }) => [
      name,
      email ?? '',
      team ?? '',
      level ?? '',
      languages.join('; '),
      knows.join('; '),
    ]),
  );
