import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { requests } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { Page } from '../../ui/Page.tsx';

/** A personal seat link, opened on another device: the seat comes along, and the link is used up. */
export default function Seat({ token }: { token: string }) {
  const [, go] = useLocation();
  const [gone, setGone] = useState(false);
  useEffect(() => {
    let left = false;
    requests
      .takeSeat(token)
      .then(({ session }) => {
        if (!left) go(`/s/${session}`, { replace: true });
      })
      .catch(() => setGone(true));
    return () => {
      left = true;
    };
  }, [token, go]);
  return (
    <Page>
      <p className="serif" role="status" style={{ fontSize: 'var(--t22)' }}>
        {gone ? say.seat.gone : say.seat.title}
      </p>
    </Page>
  );
}
