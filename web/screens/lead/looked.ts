const nameFor = (session: string): string => `greenball.looked.${session}`;

function all(session: string): Record<string, number> {
  try {
    return JSON.parse(sessionStorage.getItem(nameFor(session)) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}

/** When whoever leads last looked in on a group, on this device; null for never. */
export const looked = (session: string, group: string): number | null => all(session)[group] ?? null;

export function markLooked(session: string, group: string, now: number): void {
  try {
    sessionStorage.setItem(nameFor(session), JSON.stringify({ ...all(session), [group]: now }));
  } catch {
    // Without a store the column stays at "not yet".
  }
}
