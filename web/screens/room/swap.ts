import { say } from '../../messages/en.ts';
import { useClient } from '../../session/context.tsx';
import type { Standing } from '../../session/standing.ts';
import { useCommands } from '../../ui/commands.tsx';

/** Turns the seats of the group by one. */
export function useSwap(standing: Standing): () => void {
  const client = useClient();
  const person = standing.hands[0];
  const run = () => {
    if (person && Object.keys(standing.seats).length > 1) client.act({ type: 'swap' }, person);
  };
  useCommands([{ id: 'swap', label: say.room.swap, key: 's', run }]);
  return run;
}
