import { Button } from '@mantine/core';
import type { Ask } from '../../core/session/front.ts';
import type { PersonId } from '../../core/stream/entry.ts';
import { say } from '../messages/en.ts';
import { useClient, useNameOf, useView } from '../session/context.tsx';
import { ownOf, type Standing } from '../session/standing.ts';
import css from './Front.module.css';

/** Whether words of one's group may stand at the front: each person at this screen is asked, and may take a yes back. */
export function Asks({ standing }: { standing: Standing }) {
  const view = useView();
  return standing.hands.flatMap((person) => {
    const asks = ownOf(view, person)?.asks ?? [];
    const open = asks.filter(({ answer }) => answer === null);
    const given = asks.findLast(({ answer }) => answer === true);
    return [
      ...open.map((ask) => (
        <Question key={`${ask.id} ${person}`} ask={ask} person={person} shared={standing.hands.length > 1} />
      )),
      ...(given ? [<Given key={`${given.id} ${person}`} ask={given} person={person} />] : []),
    ];
  });
}

function Question({ ask, person, shared }: { ask: Ask; person: PersonId; shared: boolean }) {
  const client = useClient();
  const nameOf = useNameOf();
  const name = nameOf(ask.by);
  const title = shared ? say.front.ask.forYou(name, nameOf(person)) : say.front.ask.title(name);
  const answer = (yes: boolean) => client.act({ type: 'answer-ask', id: ask.id, yes }, person);
  return (
    <section className={css.panel} aria-label={title}>
      <h2>{title}</h2>
      <blockquote className={css.quote}>{ask.words}</blockquote>
      <p className="quiet">{say.front.ask.says}</p>
      <div className={css.acts}>
        <Button variant="default" onClick={() => answer(true)}>
          {say.front.ask.yes}
        </Button>
        <Button variant="default" onClick={() => answer(false)}>
          {say.front.ask.no}
        </Button>
      </div>
    </section>
  );
}

function Given({ ask, person }: { ask: Ask; person: PersonId }) {
  const client = useClient();
  return (
    <p className={css.given}>
      {say.front.ask.given}{' '}
      <button
        type="button"
        className={css.small}
        onClick={() => client.act({ type: 'answer-ask', id: ask.id, yes: false }, person)}
      >
        {say.front.ask.takeBack}
      </button>
    </p>
  );
}
