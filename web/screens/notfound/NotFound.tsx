import { Link } from 'wouter';
import { say } from '../../messages/en.ts';
import { Ball } from '../../ui/Ball.tsx';
import { Page } from '../../ui/Page.tsx';

export default function NotFound() {
  return (
    <Page>
      <Ball seed={3} hairs={0} size={140} ornament />
      <h1>{say.notFound.title}</h1>
      <p style={{ margin: '12px 0' }}>{say.notFound.body}</p>
      <Link className="target" href="/">
        {say.notFound.home}
      </Link>
    </Page>
  );
}
