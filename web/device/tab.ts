import { devicesWaiting } from './outbox.ts';

/** How often a tab without locks says that it lives, and after how long it is taken for dead, milliseconds. */
const BEAT = 2000;
const DEAD = 9000;

/** Letters and digits, about 5 bits each. */
export function randomId(length = 28): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => letters[byte % 32]).join('');
}

const nameFor = (session: string): string => `greenball.device.${session}`;
const prefixFor = (session: string): string => `${session.slice(0, 40)}.`;

/** Devices whose locks this page holds, and whether one of its connections is using them now. */
const mine = new Map<string, boolean>();

/** Lets another page of this tab be the device again. The lock stays with the page. */
export function leaveDevice(device: string): void {
  if (mine.has(device)) mine.set(device, false);
}

/**
 * The device that this tab is in a session: the one it was before a reload; else a dead tab's whose words never
 * arrived, so that they do now; else a new one. No two living tabs are ever the same device.
 */
export async function takeDevice(session: string): Promise<string> {
  const held = recall(session);
  if (held && (await claim(held))) return remember(session, held);
  const waiting = await devicesWaiting(prefixFor(session)).catch(() => []);
  for (const device of waiting)
    if (device !== held && (await claim(device))) return remember(session, device);
  const fresh = `${prefixFor(session)}${randomId()}`;
  await claim(fresh);
  return remember(session, fresh);
}

/** A copied tab copies this store, too: the lock tells the two apart. */
function recall(session: string): string | null {
  try {
    return sessionStorage.getItem(nameFor(session));
  } catch {
    return null;
  }
}

function remember(session: string, device: string): string {
  try {
    sessionStorage.setItem(nameFor(session), device);
  } catch {
    // Storage is switched off: a reload becomes a new device, and nothing else changes.
  }
  return device;
}

/** Takes the lock of a device for as long as this page lives. */
async function claim(device: string): Promise<boolean> {
  const free = mine.has(device) ? mine.get(device) === false : await lock(device);
  if (free) mine.set(device, true);
  return free;
}

function lock(device: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(claimByBeat(device));
  return new Promise((resolve) => {
    navigator.locks
      .request(`greenball ${device}`, { ifAvailable: true }, (held) => {
        resolve(held !== null);
        return held === null ? undefined : new Promise<void>(() => {});
      })
      .catch(() => resolve(false));
  });
}

/** Locks are there only on https and localhost. Elsewhere tabs leave a beat in the store that they share. */
function claimByBeat(device: string): boolean {
  const key = `greenball.beat.${device}`;
  try {
    const last = Number(localStorage.getItem(key) ?? 0);
    if (Math.abs(Date.now() - last) < DEAD) return false;
    const beat = () => localStorage.setItem(key, String(Date.now()));
    beat();
    const beating = setInterval(beat, BEAT);
    addEventListener('pagehide', () => {
      clearInterval(beating);
      localStorage.removeItem(key);
    });
    addEventListener('pageshow', (event) => {
      if (event.persisted) beat();
    });
    return true;
  } catch {
    return true;
  }
}
