import { requests } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { useClient, useSessionId, useView } from '../../session/context.tsx';
import { LinkMaker } from '../../ui/LinkMaker.tsx';
import { LeadLinks } from '../lead/LeadLinks.tsx';
import css from './Lobby.module.css';

/** Links that few need: to another screen, to a second lead; and the way out. */
export function LobbyLinks({ lead, sits, solo }: { lead: boolean; sits: boolean; solo: boolean }) {
  const client = useClient();
  const view = useView();
  const session = useSessionId();
  const me = view.people[0];
  return (
    <>
      {sits && (
        <details className={css.edge}>
          <summary>{say.lobby.otherDevice}</summary>
          <LinkMaker
            says={say.lobby.otherDeviceSays}
            make={async () => (await requests.seatLink(session)).url}
          />
        </details>
      )}
      {lead && !solo && (
        <details className={css.edge}>
          <summary>{say.lead.links}</summary>
          <LeadLinks />
        </details>
      )}
      {sits && !lead && me && (
        <button
          type="button"
          className={css.link}
          onClick={() => client.act({ type: 'leave', person: me }, me)}
        >
          {say.lobby.leave}
        </button>
      )}
    </>
  );
}
