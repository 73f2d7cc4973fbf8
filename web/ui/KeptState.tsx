import type { Kept } from '../device/keeper.ts';
import { say } from '../messages/en.ts';

/** Whether what is written here has arrived, in the same words everywhere. */
export function KeptState({ kept }: { kept: Pick<Kept<unknown, unknown>, 'keeping' | 'gone'> }) {
  return (
    <p role="status" data-keeping={kept.keeping}>
      <strong>{say.keeping[kept.keeping]}</strong>
      {kept.keeping === 'on-device' && <span> · {say.keeping.catching}</span>}
    </p>
  );
}
