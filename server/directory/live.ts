import { ONLOOKER } from '../../core/access/audiences.ts';
import type { Streams } from '../streams/streams.ts';
import { sessionRef } from './enrolment.ts';
import type { Notices } from './notices.ts';
import type { Sessions } from './sessions.ts';

/** Sessions of a person that hear of a new name or seat; whoever is in more of them sees it when they next come. */
const MOST_TOLD = 10;

/** Lets open tabs know who they are called and who sits at them now. */
export function tellLive(of: { notices: Notices; streams: Streams; sessions: Sessions }): void {
  const { notices, streams, sessions } = of;
  notices.listen(async (notice) => {
    if (notice.type === 'signed-out') return;
    const { space } = notice;
    if (notice.type === 'dismissed') {
      const stream = await streams.get(sessionRef(space, notice.session));
      stream.seatsChanged((people) => (people.includes(ONLOOKER) ? [] : null));
      return;
    }
    const { person } = notice;
    if (notice.type === 'erased') {
      for (const stream of await streams.all()) {
        stream.seatsChanged((people) =>
          people.includes(person) ? people.filter((each) => each !== person) : null,
        );
      }
      return;
    }
    if (notice.type === 'sat-down') {
      const stream = await streams.get(sessionRef(space, notice.session));
      stream.seatsChanged((people) =>
        people.includes(notice.host) && !people.includes(person) ? [...people, person] : null,
      );
      return;
    }
    for (const { id } of (await sessions.listOf(space, [person])).slice(0, MOST_TOLD)) {
      const stream = await streams.get(sessionRef(space, id));
      if (notice.type === 'renamed') {
        stream.renamed(person);
        continue;
      }
      const enrolled = await sessions.listEnrolled(space, id);
      const guests = enrolled.filter(({ host }) => host === person).map((entry) => entry.person);
      const here = await sessions.peopleAt(space, id, notice.user);
      // Tabs that hold the person now were opened where they sat before: nobody has been told of the new place yet.
      stream.seatsChanged((people) => {
        if (people.includes(person))
          return people.filter((each) => each !== person && !guests.includes(each));
        return people.some((each) => here.includes(each)) ? here : null;
      });
    }
  });
}
