import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { say } from '../messages/en.ts';
import css from './DeadEnd.module.css';
import { Page } from './Page.tsx';

interface DeadEndProps {
  title: string;
  /** What to do instead. */
  says?: string | undefined;
  /** Another way on than the first page. */
  children?: ReactNode;
}

/** A page with nothing on it for whoever came: says so in the same place and size wherever that happens. */
export function DeadEnd({ title, says, children }: DeadEndProps) {
  return (
    <Page>
      <div className={css.end} role="status">
        <h1>{title}</h1>
        {says && <p>{says}</p>}
        {children ?? (
          <Link className="target" href="/">
            {say.notFound.home}
          </Link>
        )}
      </div>
    </Page>
  );
}

/** Where the server can't be reached: what is here may be there all the same. */
export function Unreachable({ title = say.app.cutOff.title }: { title?: string }) {
  return (
    <DeadEnd title={title}>
      <Button onClick={() => location.reload()}>{say.app.cutOff.again}</Button>
    </DeadEnd>
  );
}
