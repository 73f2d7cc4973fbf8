import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type ProgramLeads, programs } from '../../http/programs.ts';
import { sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import css from './Aside.module.css';

/** Who leads the program: a lead adds somebody by their address, or takes them off again. */
export function Leads({ id }: { id: string }) {
  const [, go] = useLocation();
  const [held, setHeld] = useState<ProgramLeads | null>(null);
  const [email, setEmail] = useState('');
  const [said, setSaid] = useState<{ words: string; refused: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  const words = say.day.leads;
  const act = async (what: () => Promise<string | null>) => {
    setBusy(true);
    setSaid(null);
    try {
      const done = await what();
      setSaid(done === null ? null : { words: done, refused: false });
    } catch (failure) {
      setSaid({ words: sentenceOf(failure), refused: true });
    } finally {
      setBusy(false);
    }
  };
  const load = () =>
    act(async () => {
      setHeld(await programs.leads(id));
      return null;
    });
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (email.trim() === '') return setSaid({ words: words.missing, refused: true });
    void act(async () => {
      const before = new Set(held?.leads.map(({ person }) => person));
      const now = await programs.addLead(id, email);
      setHeld(now);
      setEmail('');
      const added = now.leads.find(({ person }) => !before.has(person));
      return added ? words.added(added.name) : words.already;
    });
  };
  const remove = ({ person, name, you }: ProgramLeads['leads'][number]) =>
    act(async () => {
      await programs.removeLead(id, person);
      if (you) {
        go('/day');
        return null;
      }
      setHeld(await programs.leads(id));
      return words.removed(name);
    });
  return (
    <details className={css.program} onToggle={(event) => event.currentTarget.open && void load()}>
      <summary>{words.title}</summary>
      {held && (
        <ul className={css.leads}>
          {held.leads.map((lead) => (
            <li key={lead.person}>
              <span>{lead.you ? words.you(lead.name) : lead.name}</span>
              {held.leads.length > 1 && (
                <button
                  type="button"
                  className={css.link}
                  disabled={busy}
                  aria-label={lead.you ? words.goOf : words.removeOf(lead.name)}
                  onClick={() => void remove(lead)}
                >
                  {lead.you ? words.go : words.remove}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {held?.mayAdd && (
        <form className={css.addLead} onSubmit={add} noValidate>
          <TextInput
            label={words.email}
            description={words.emailSays}
            type="email"
            autoComplete="off"
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" size="sm" loading={busy}>
            {words.add}
          </Button>
        </form>
      )}
      {held && !held.mayAdd && (
        <p className="small">
          {words.guest} <Link href="/sign-up">{words.account}</Link>
        </p>
      )}
      {said && <p role={said.refused ? 'alert' : 'status'}>{said.words}</p>}
    </details>
  );
}
