import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { wallAt } from '../../../core/program/zone.ts';
import { Answers } from '../../conversation/FieldInput.tsx';
import { prefer, preferences } from '../../device/preferences.ts';
import { type OrderCard, type ProgramCard, programs } from '../../http/programs.ts';
import { sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { Page } from '../../ui/Page.tsx';
import css from './NewProgram.module.css';
import { ownZone, shortDate } from './wall.ts';
import { ZoneField } from './ZoneField.tsx';

const EMPTY = '';
const DEFAULT_FIELD = 'alignment';

/** A new plan: a name, where the clocks are, a first day, and what it starts with. */
export default function NewProgram() {
  const [, go] = useLocation();
  const [orders, setOrders] = useState<OrderCard[]>([]);
  const [led, setLed] = useState<ProgramCard[]>([]);
  const [name, setName] = useState(preferences().name);
  const [title, setTitle] = useState('');
  const [field, setField] = useState(DEFAULT_FIELD);
  const [zone, setZone] = useState(ownZone);
  const [first, setFirst] = useState(() => wallAt(Date.now(), ownZone()).date);
  const [order, setOrder] = useState(EMPTY);
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const tell = (failure: unknown) => setError(sentenceOf(failure));
    programs.orders().then(setOrders, tell);
    programs.list().then(setLed, tell);
  }, []);
  const says = orders.find(({ id }) => id === order)?.says ?? say.day.create.emptySays;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(true);
    if (name.trim() === '' || title.trim() === '') return;
    setBusy(true);
    setError(null);
    try {
      prefer({ name: name.trim() });
      const { program } = await programs.create({
        name: name.trim(),
        title: title.trim(),
        field,
        zone,
        first,
        ...(order === EMPTY ? {} : { order }),
      });
      go(`/day/${program}`);
    } catch (failure) {
      setError(sentenceOf(failure));
      setBusy(false);
    }
  };
  return (
    <Page>
      {led.length > 0 && (
        <section className={css.led}>
          <h2>{say.day.create.yours}</h2>
          <ul>
            {led.map((each) => (
              <li key={each.id}>
                <Link className="target" href={`/day/${each.id}`}>
                  {each.title}
                </Link>{' '}
                <span className="quiet small">{datesOf(each)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <form className={css.form} onSubmit={(event) => void submit(event)}>
        <h1>{led.length > 0 ? say.day.create.another : say.day.create.title}</h1>
        <div className={css.fields}>
          <TextInput
            label={say.day.create.program}
            placeholder={say.day.create.programExample}
            maxLength={120}
            value={title}
            error={missing && title.trim() === '' ? say.day.create.programMissing : null}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <TextInput
            label={say.day.create.name}
            placeholder={say.day.create.nameExample}
            autoComplete="given-name"
            maxLength={60}
            value={name}
            error={missing && name.trim() === '' ? say.day.create.nameMissing : null}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={say.day.create.first}
            type="date"
            value={first}
            required
            withAsterisk={false}
            onChange={(event) => setFirst(event.currentTarget.value)}
          />
          <ZoneField value={zone} onChange={setZone} />
          <TextInput
            label={say.day.create.field}
            description={say.day.create.fieldSays}
            maxLength={120}
            value={field}
            onChange={(event) => setField(event.currentTarget.value)}
          />
        </div>
        <div>
          <Answers
            label={say.day.create.start}
            options={[
              { value: EMPTY, label: say.day.create.empty },
              ...orders.map(({ id, title, days }) => ({
                value: id,
                label: `${title}: ${say.day.create.orderDays(days)}`,
              })),
            ]}
            value={order}
            onChange={(value) => setOrder(String(value))}
          />
          <p className={css.says}>{says}</p>
        </div>
        {error && (
          <p role="alert" className={css.error}>
            {error}
          </p>
        )}
        <div>
          <Button type="submit" size="lg" loading={busy}>
            {say.day.create.go}
          </Button>
        </div>
      </form>
    </Page>
  );
}

function datesOf({ dates }: ProgramCard): string {
  const [from, to] = [dates[0], dates.at(-1)];
  if (!from || !to) return '';
  return from === to ? shortDate(from) : `${shortDate(from)} – ${shortDate(to)}`;
}
