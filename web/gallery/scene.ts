import type { SessionClient } from '../../client/api.ts';
import type { SessionPage } from '../screens/session/Session.tsx';

/** What a device shows, and which of its pages. */
export interface Scene {
  client: SessionClient;
  page: SessionPage;
}
