import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { isPrivate } from '../../../core/session/exercise.ts';
import { pairAudience, personAudience, type Room as RoomState } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { oppositeOf } from '../../../surfaces/compare/model.ts';
import { useCompulsory } from '../../conversation/compulsory.ts';
import { DeckPhone } from '../../conversation/DeckPhone.tsx';
import { useDeck } from '../../conversation/deck.ts';
import { Table } from '../../conversation/Table.tsx';
import { useWish } from '../../conversation/wish.ts';
import { Asks } from '../../front/Asks.tsx';
import { Lines } from '../../front/Lines.tsx';
import { ShareOut } from '../../front/ShareOut.tsx';
import { ShownAtFront } from '../../front/Shown.tsx';
import { say } from '../../messages/en.ts';
import { useClient, useNameOf, useView, useWindow } from '../../session/context.tsx';
import { useLeadAway } from '../../session/leadAway.ts';
import { complainerHere, isAlone, ownGroup, type Standing, standingOf } from '../../session/standing.ts';
import { useCommands } from '../../ui/commands.tsx';
import { Keeping, LinkBanner } from '../../ui/Keeping.tsx';
import { Page } from '../../ui/Page.tsx';
import { Cover } from './Cover.tsx';
import { Corner, Top } from './Header.tsx';
import { KeptBack } from './KeptBack.tsx';
import { LeftAlone } from './LeftAlone.tsx';
import { Listening } from './Listening.tsx';
import { More, type Panel } from './More.tsx';
import { Nudges } from './Nudges.tsx';
import { Panels } from './Panels.tsx';
import { PaperLater } from './Paper.tsx';
import css from './Room.module.css';
import { Surface } from './Surface.tsx';
import { SwapQuestions } from './SwapQuestions.tsx';
import { useSwap } from './swap.ts';

/** The room of one group, as the people at this device see it. */
export default function Room({ storeFailed }: { storeFailed: boolean }) {
  const view = useView();
  const group = ownGroup(view);
  useWindow(group && `g:${group.id}`, '', 200, true);
  useWindow(group && pairAudience(group.id), '', 50, false);
  const first = view.people[0];
  useWindow(first ? personAudience(first) : null, '', 200, true);
  const standing = group && standingOf(view, group.id);
  if (!standing) {
    return (
      <Page status={<Keeping view={view} storeFailed={storeFailed} />}>
        <LinkBanner view={view} />
        <h1>{say.room.someoneElse}</h1>
        <p className="quiet">{say.room.joinSoon}</p>
      </Page>
    );
  }
  return <GroupRoom standing={standing} storeFailed={storeFailed} />;
}

function GroupRoom({ standing, storeFailed }: { standing: Standing; storeFailed: boolean }) {
  const client = useClient();
  const view = useView();
  const phone = useMediaQuery('(max-width: 640px)') ?? false;
  const [panel, setPanel] = useState<Panel | null>(null);
  const swap = useSwap(standing);
  useCommands(swap ? [{ id: 'swap', label: say.room.swap, key: 's', run: swap }] : []);
  const person = standing.hands[0];
  const complainer = complainerHere(standing);
  const { mode } = standing.room;
  const [choseDeck, setChoseDeck] = useState<boolean | null>(null);
  // On a call the complainer has to see the example, too; in a room they look at their partner. Where some are here and
  // some on a call, nobody but the complainer knows which it is.
  const mayDeck =
    phone &&
    mode !== 'remote' &&
    complainer !== undefined &&
    standing.hands.length === 1 &&
    standing.held !== null &&
    !isAlone(standing);
  const onPhone = mayDeck && (choseDeck ?? mode === 'in-person');
  // Two groups that were done early and asked for one another; where the room compares, its step shows it.
  const opposite = oppositeOf(standing.room, standing.group.id).length > 0 && !standing.step.compares;
  if (!person) return <Away standing={standing} storeFailed={storeFailed} />;
  const frame = {
    theme: false,
    top: <Top standing={standing} />,
    status: <Keeping view={view} storeFailed={storeFailed} />,
    foot: (
      <>
        <Nudges standing={standing} />
        <More standing={standing} panel={panel} onPanel={setPanel} />
      </>
    ),
  };
  const notices = (
    <>
      <LinkBanner view={view} />
      <KeptBack person={person} />
      <LeadAway room={standing.room} />
      <LeftAlone standing={standing} person={person} />
      <Lines standing={standing} />
      <Asks standing={standing} />
      <ShownAtFront front={standing.room.front} />
      <ShareOut standing={standing} />
      <SwapQuestions standing={standing} />
      <PaperLater standing={standing} />
    </>
  );
  if (panel === 'page') {
    return (
      <Page {...frame} corner={<Corner standing={standing} />}>
        {notices}
        <button type="button" className={css.backToExercise} onClick={() => setPanel(null)}>
          {say.room.pageBack}
        </button>
        <Surface name="page" standing={standing} person={person} looking={false} />
      </Page>
    );
  }
  return (
    <Page {...frame} corner={onPhone ? undefined : <Corner standing={standing} />}>
      {notices}
      <Panels standing={standing} person={person} panel={panel} onClose={() => setPanel(null)} />
      {opposite && (
        <section className={css.opposite} aria-label={say.groups.look}>
          <Surface name="compare" standing={comparing(standing)} person={person} looking />
          <Button size="sm" variant="default" onClick={() => client.act({ type: 'end-compare' }, person)}>
            {say.groups.endCompare}
          </Button>
        </section>
      )}
      {onPhone && complainer ? (
        <>
          <PhoneDeck standing={standing} complainer={complainer} />
          <button type="button" className={css.small} onClick={() => setChoseDeck(false)}>
            {say.complaints.seeExample}
          </button>
        </>
      ) : isPrivate(standing.step) && standing.hands.length > 1 ? (
        <Cover standing={standing} key={standing.at}>
          {(who) => <Surface name={standing.step.surface} standing={standing} person={who} looking={false} />}
        </Cover>
      ) : (
        <>
          <Listening standing={standing} person={person} />
          {standing.step.surface !== 'passage' && <Table />}
          {mayDeck && (
            <button type="button" className={css.small} onClick={() => setChoseDeck(true)}>
              {say.complaints.deckAlone}
            </button>
          )}
          <Surface name={standing.step.surface} standing={standing} person={person} looking={false} />
        </>
      )}
    </Page>
  );
}

/** The page of comparing, under a title of its own: the step that the group is in stands below it. */
const comparing = (standing: Standing): Standing => ({
  ...standing,
  step: { ...standing.step, title: say.groups.look },
});

/** With no lead there for two minutes: that the clock goes on, and what lets somebody else lead. */
function LeadAway({ room }: { room: RoomState }) {
  const nameOf = useNameOf();
  const away = useLeadAway();
  return (
    <div aria-live="polite">
      {away && (
        <section className={css.told}>
          <p>
            {say.groups.noLead(say.list(room.leads.map(nameOf)))} {say.groups.noLeadSays}
          </p>
        </section>
      )}
    </div>
  );
}

function PhoneDeck({ standing, complainer }: { standing: Standing; complainer: PersonId }) {
  const deck = useDeck(standing, complainer);
  const compulsory = useCompulsory(standing);
  const wish = useWish(standing, complainer);
  if (!deck) return null;
  return <DeckPhone deck={deck} room={standing.room} compulsory={compulsory} wish={wish} />;
}

function Away({ standing, storeFailed }: { standing: Standing; storeFailed: boolean }) {
  const view = useView();
  return (
    <Page status={<Keeping view={view} storeFailed={storeFailed} />}>
      <LinkBanner view={view} />
      <Panels.Return room={standing.room} />
    </Page>
  );
}
