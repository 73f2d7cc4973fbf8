import { useEffect, useRef } from 'react';
import { Instructions } from '../../web/conversation/Instructions.tsx';
import { StepOn } from '../../web/conversation/StepOn.tsx';
import { say } from '../../web/messages/en.ts';
import { useClient, useView } from '../../web/session/context.tsx';
import { WordsField } from '../../web/words/WordsField.tsx';
import { WordsShown } from '../../web/words/WordsShown.tsx';
import type { SurfaceProps } from '../props.ts';
import { pageOf } from './model.ts';
import css from './view.module.css';

/** A blank page for the group: any exercise can be finished on it. */
export default function PageView({ standing, person, looking }: SurfaceProps) {
  const client = useClient();
  const view = useView();
  const begun = useRef(false);
  const page = pageOf(view.parts.get(standing.to)?.tree);
  useEffect(() => {
    if (page || looking || begun.current) return;
    begun.current = true;
    client.act({ type: 'write-note', note: client.freshId(), kind: 'page', parent: '' }, person);
  }, [client, page, looking, person]);
  return (
    <div className={css.page}>
      <h1>{say.room.page}</h1>
      <p className="quiet">{say.room.pageSays}</p>
      {standing.step.surface === 'page' && <Instructions standing={standing} />}
      {page && !looking && (
        <WordsField
          to={standing.to}
          note={page}
          as={person}
          label={say.room.page}
          labelUnseen
          example={say.room.pageExample}
          large
        />
      )}
      {page && looking && <WordsShown note={page} empty={say.passage.emptyTheirs} />}
      {!looking && standing.step.surface === 'page' && <StepOn standing={standing} quiet />}
    </div>
  );
}
