import { useEffect } from 'react';
import { isPrivate, showsOthers } from '../../../core/session/exercise.ts';
import { say } from '../../messages/en.ts';
import { useClient, useNameOf, useSessionId, useView, useWindow } from '../../session/context.tsx';
import { standingOf } from '../../session/standing.ts';
import { useCommands } from '../../ui/commands.tsx';
import { Surface } from '../room/Surface.tsx';
import css from './Lead.module.css';
import { markLooked } from './looked.ts';

/** Over a group's shoulder: their page, and nothing in it can be typed. */
export function LookIn({ group, onClose }: { group: string; onClose: () => void }) {
  const client = useClient();
  const view = useView();
  const nameOf = useNameOf();
  const session = useSessionId();
  useWindow(`g:${group}`, '', 200, true);
  useCommands([{ id: 'close-look', label: say.lead.close, key: 'Escape', run: onClose }]);
  useEffect(() => {
    markLooked(session, group, client.now());
  }, [client, session, group]);
  const held = standingOf(view, group);
  if (!held) return null;
  // Whoever looks sits in no seat here, even at a device that also takes part.
  const standing = { ...held, hands: [] };
  return (
    <section className={css.look}>
      <div className={css.lookHead}>
        <h2>
          {standing.group.name}: {say.list(standing.group.members.map(nameOf))}
        </h2>
        <button type="button" className={css.quiet} onClick={onClose}>
          {say.lead.close}
        </button>
      </div>
      <p className="quiet small">{say.lead.readOnly}</p>
      {isPrivate(standing.step) && !showsOthers(standing.step) ? (
        <p>{say.lead.private}</p>
      ) : (
        <Surface name={standing.step.surface} standing={standing} person="" looking />
      )}
    </section>
  );
}
