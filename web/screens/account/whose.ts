import { useCallback, useEffect, useState } from 'react';
import { accounts, type Whose } from '../../http/accounts.ts';
import { sentenceOf } from '../../http/requests.ts';

/** Whose browser this is, as the server knows it; null until it has said so. `look` asks again. */
export function useWhose(): { whose: Whose | null; error: string | null; look: () => Promise<void> } {
  const [whose, setWhose] = useState<Whose | null>(null);
  const [error, setError] = useState<string | null>(null);
  const look = useCallback(
    () => accounts.whose().then(setWhose, (failure: unknown) => setError(sentenceOf(failure))),
    [],
  );
  useEffect(() => void look(), [look]);
  return { whose, error, look };
}
