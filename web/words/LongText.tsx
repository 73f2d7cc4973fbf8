import { useEffect, useRef } from 'react';
import type { Sort } from '../../analysis/page/marks.ts';
import type { OpenText, SessionClient } from '../../client/api.ts';
import type { AudienceId, PersonId } from '../../core/stream/entry.ts';
import { useClient } from '../session/context.tsx';
import css from './LongText.module.css';
import { type LongEditor, openEditor } from './longEditor.ts';

interface LongTextProps {
  to: AudienceId;
  note: string;
  /** Who types: one of the people at this device. */
  as: PersonId;
  label: string;
  /** The id of what says how to get out by keys. */
  describedBy: string;
  /** A small real example, shown while nothing stands here. */
  example: string;
  /** What a line may be marked as, by Alt and its number. */
  sorts: readonly Sort[];
  onPull: (what: 'line' | 'paragraph') => void;
  /** Told of the editor while there is one. */
  onEditor: (editor: LongEditor | null) => void;
}

/**
 * Texts that were opened here stay open as long as the tab lives, and with them what can be taken back. Looked up
 * anew each time all the same: the text may have been closed from the other end.
 */
const kept = new WeakMap<SessionClient, Map<string, OpenText>>();

function holdText(client: SessionClient, to: AudienceId, note: string, as: PersonId): OpenText {
  const held = kept.get(client) ?? new Map<string, OpenText>();
  kept.set(client, held);
  const key = `${to} ${note}`;
  const opened = client.openText(to, note, as);
  held.get(key)?.close();
  held.set(key, opened);
  return opened;
}

/** A note's text as a page that may be as long as a book. */
export function LongText(props: LongTextProps) {
  const { to, note, as } = props;
  const client = useClient();
  const host = useRef<HTMLDivElement>(null);
  const newest = useRef(props);
  newest.current = props;

  useEffect(() => {
    const parent = host.current;
    if (!parent) return;
    const opened = holdText(client, to, note, as);
    const tell = (editor: LongEditor | null) => newest.current.onEditor(editor);
    let shared = opened.shared();
    let editor = openEditor({
      parent,
      opened,
      ...newest.current,
      onPull: (what) => newest.current.onPull(what),
    });
    tell(editor);
    const stop = client.subscribe(() => {
      const now = opened.shared();
      if (now === shared) return;
      shared = now;
      editor = editor.renew();
      tell(editor);
    });
    return () => {
      stop();
      tell(null);
      editor.close();
    };
  }, [client, to, note, as]);

  return <div ref={host} className={css.page} />;
}
