import { writeFileSync } from 'node:fs';
import { EVENT_VERSION } from '../../core/session/event.ts';
import { session } from '../../core/session/subject.ts';
import { playFront } from './front.ts';
import { FOLDER, type GoldenLog, hashState, readGoldenLogs, replay } from './log.ts';
import { playOutside } from './outside.ts';
import { playCards, playCatch, playGroups, playPictures, playSession } from './play.ts';

// Run when the shape of events or states has changed: adds a log of today's version, never touches an older one, and
// notes what the older ones come to now.
const plays: [name: string, play: typeof playSession][] = [
  [`session-${EVENT_VERSION}.log.json`, playSession],
  [`cards-${EVENT_VERSION}.log.json`, playCards],
  [`catch-${EVENT_VERSION}.log.json`, playCatch],
  [`pictures-${EVENT_VERSION}.log.json`, playPictures],
  [`groups-${EVENT_VERSION}.log.json`, playGroups],
  [`front-${EVENT_VERSION}.log.json`, playFront],
  [`outside-${EVENT_VERSION}.log.json`, playOutside],
];
const write = (file: string, log: GoldenLog) =>
  writeFileSync(
    new URL(file, FOLDER),
    `{"states":${JSON.stringify(log.states)},"entries":[\n${log.entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]}\n`,
  );

let known: ReturnType<typeof readGoldenLogs> = [];
try {
  known = readGoldenLogs();
} catch {
  console.log('the first golden log');
}
for (const [name, play] of plays) {
  if (!known.some(([file]) => file === name)) known.push([name, { states: {}, entries: await play() }]);
}
for (const [file, log] of known) {
  if (log.states[session.version]) continue;
  log.states[session.version] = hashState(replay(log.entries));
  write(file, log);
  console.log(`${file}: ${log.entries.length} entries, ${session.version} ${log.states[session.version]}`);
}
