import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { requests } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { Page } from '../../ui/Page.tsx';

/** A lead link: for somebody who leads with you, or in your place, without an account. */
export default function LeadLink({ token }: { token: string }) {
  const [, go] = useLocation();
  const [gone, setGone] = useState(false);
  useEffect(() => {
    let left = false;
    requests
      .takeLead(token)
      .then(({ session }) => {
        if (!left) go(`/s/${session}/lead`, { replace: true });
      })
      .catch(() => setGone(true));
    return () => {
      left = true;
    };
  }, [token, go]);
  return (
    <Page>
      <p className="serif" role="status" style={{ fontSize: 'var(--t22)' }}>
        {gone ? say.leadLink.gone : say.leadLink.title}
      </p>
    </Page>
  );
}
