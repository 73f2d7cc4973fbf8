import { useNetwork } from '@mantine/hooks';
import type { Kept } from '../device/keeper.ts';
import { say } from '../messages/en.ts';

/** Whether what is written here has arrived, in the same words everywhere, and why not. */
export function KeptState({ kept }: { kept: Pick<Kept<unknown, unknown>, 'keeping' | 'theirs'> }) {
  const { online } = useNetwork();
  const why = kept.theirs ? say.keeping.choose : online ? say.keeping.catching : say.keeping.offline;
  return (
    <p role="status" data-keeping={kept.keeping}>
      <strong>{say.keeping[kept.keeping]}</strong>
      {kept.keeping === 'on-device' && <span> · {why}</span>}
    </p>
  );
}
