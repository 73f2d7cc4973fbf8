import type { PersonId } from '../core/stream/entry.ts';
import type { Standing } from '../web/session/standing.ts';

/** What every surface's view gets. The session's client and view come from the page's context. */
export interface SurfaceProps {
  standing: Standing;
  /** Who acts at this device by default: in a private step, whoever it was handed to. */
  person: PersonId;
  /** Somebody looks over the group's shoulder: nothing can be changed. */
  looking: boolean;
}
