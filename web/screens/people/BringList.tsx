import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { accounts, type Roster } from '../../http/accounts.ts';
import { sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import css from './People.module.css';

/** Bad rows told one by one; the rest is counted. */
const MOST_BAD = 100;
const MOST_GOOD = 8;

/** A CSV file: what is in it comes first, and only then is it written. */
export function BringList({ onDone }: { onDone: () => void }) {
  const [csv, setCsv] = useState<string | null>(null);
  const [roster, setRoster] = useState<Roster | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const words = say.people.list;
  const read = async (text: string, write: boolean) => {
    setBusy(true);
    setError(null);
    try {
      setRoster(await accounts.importList(text, write));
      setCsv(write ? null : text);
    } catch (failure) {
      setError(sentenceOf(failure));
      setRoster(null);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={css.list} aria-labelledby="list">
      <h1 id="list">{words.title}</h1>
      {!roster && (
        <>
          <p>{words.says}</p>
          {/* A scroller has to be reached by keys. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone. */}
          <pre tabIndex={0}>{words.example}</pre>
        </>
      )}
      <input
        ref={file}
        type="file"
        accept=".csv,text/csv,text/plain"
        className="unseen"
        aria-label={words.choose}
        tabIndex={-1}
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (chosen) void chosen.text().then((text) => read(text, false));
        }}
      />
      {!roster?.links && (
        <>
          <Button
            variant={csv === null ? 'filled' : 'default'}
            loading={busy}
            onClick={() => file.current?.click()}
          >
            {words.choose}
          </Button>
          <p className="quiet">{words.nothingYet}</p>
        </>
      )}
      {error && (
        <p role="alert" className={css.error}>
          {error}
        </p>
      )}
      {roster && <Told roster={roster} />}
      {roster && csv !== null && roster.good > 0 && (
        <Button size="lg" loading={busy} onClick={() => void read(csv, true)}>
          {words.write(roster.good)}
        </Button>
      )}
      {roster?.links && <Links links={roster.links} />}
      <Button variant="subtle" size="sm" onClick={onDone}>
        {words.back}
      </Button>
    </section>
  );
}

function Told({ roster }: { roster: Roster }) {
  const { good, shown = [], bad, unread, links } = roster;
  const words = say.people.list;
  return (
    <div className={css.list} role="status">
      <p>
        <strong>{links ? words.done(good) : words.good(good)}</strong>
      </p>
      {unread.length > 0 && <p>{words.unread(say.list(unread))}</p>}
      {shown.length > 0 && (
        <div>
          <p className="quiet">{words.first(Math.min(MOST_GOOD, shown.length))}</p>
          <ul>
            {shown.slice(0, MOST_GOOD).map(({ row, person: { name, email, team, level } }) => (
              <li key={row}>{[name, email, team, level].filter(Boolean).join(' · ')}</li>
            ))}
          </ul>
        </div>
      )}
      {bad.length > 0 && (
        <div className={css.bad}>
          <p>{words.bad(bad.length)}</p>
          <ul>
            {bad.slice(0, MOST_BAD).map(({ row, say: reason }) => (
              <li key={row}>
                <strong>{words.row(row)}:</strong> {reason}
              </li>
            ))}
          </ul>
          {bad.length > MOST_BAD && <p>{words.moreBad(bad.length - MOST_BAD)}</p>}
        </div>
      )}
    </div>
  );
}

/** Spreadsheets take a cell that begins like a formula for one; an apostrophe makes it text. */
const cell = (words: string): string => `"${words.replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`;

function Links({ links }: { links: NonNullable<Roster['links']> }) {
  const words = say.people.list;
  const download = () => {
    const rows = [
      ['name', 'email', 'link'],
      ...links.map(({ name, email, url }) => [name, email ?? '', url]),
    ];
    const text = `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    link.download = 'links.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      <p>{words.links}</p>
      <Button onClick={download}>{words.getLinks}</Button>
    </>
  );
}
