import { Button } from '@mantine/core';
import { useState } from 'react';
import { sentenceOf } from '../http/requests.ts';
import { say } from '../messages/en.ts';
import { CopyButton } from './CopyButton.tsx';
import css from './LinkMaker.module.css';
import { Qr } from './Qr.tsx';

/** Makes a link when asked, and shows it for copying and for a phone's camera. */
export function LinkMaker({ says, make }: { says: string; make: () => Promise<string> }) {
  const [url, setUrl] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const ask = async () => {
    try {
      setError(null);
      setUrl(await make());
    } catch (failure) {
      setError(sentenceOf(failure));
    }
  };
  return (
    <div className={css.maker}>
      <p className="quiet">{says}</p>
      {url ? (
        <>
          <Qr words={url} label={url} size={160} />
          <p className={css.url}>{url}</p>
          <CopyButton words={url} label={say.link.copy} />
        </>
      ) : (
        <Button variant="default" size="sm" onClick={() => void ask()}>
          {say.link.make}
        </Button>
      )}
      {error && <p role="alert">{error}</p>}
    </div>
  );
}
