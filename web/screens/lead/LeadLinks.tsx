import { useState } from 'react';
import { requests, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { useSessionId } from '../../session/context.tsx';
import { LinkMaker } from '../../ui/LinkMaker.tsx';
import css from './Lead.module.css';

/** Links that others open without an account: to lead in one's place, and to show the wall. Both can be taken back. */
export function LeadLinks() {
  const session = useSessionId();
  return (
    <section className={css.links} aria-label={say.lead.links}>
      <Ways
        title={say.lead.standIn}
        says={say.lead.standInSays}
        make={async () => (await requests.leadLink(session)).url}
        takeBack={{
          label: say.lead.standInTakeBack,
          done: say.lead.standInTakenBack,
          run: () => requests.takeBackLeadLinks(session),
        }}
      />
      <Ways
        title={say.lead.projector}
        says={say.lead.projectorSays}
        make={async () => (await requests.projectorLink(session)).url}
        here={`/s/${session}/projector`}
        takeBack={{
          label: say.lead.projectorTakeBack,
          done: say.lead.projectorTakenBack,
          run: () => requests.takeBackProjectorLinks(session),
        }}
      />
    </section>
  );
}

interface WaysProps {
  title: string;
  says: string;
  make: () => Promise<string>;
  here?: string;
  takeBack: { label: string; done: string; run: () => Promise<unknown> };
}

function Ways({ title, says, make, here, takeBack }: WaysProps) {
  const [told, setTold] = useState('');
  /** A link that was taken back isn't shown on. */
  const [round, setRound] = useState(0);
  const back = async () => {
    try {
      await takeBack.run();
      setRound(round + 1);
      setTold(takeBack.done);
    } catch (failure) {
      setTold(sentenceOf(failure));
    }
  };
  return (
    <div>
      <h2>{title}</h2>
      <LinkMaker key={round} says={says} make={make} />
      {here && (
        <p>
          <a href={here} target="_blank" rel="noreferrer">
            {say.lead.projectorHere}
          </a>
        </p>
      )}
      <button type="button" className={css.quiet} onClick={() => void back()}>
        {takeBack.label}
      </button>
      <p className="quiet small" role="status">
        {told}
      </p>
    </div>
  );
}
