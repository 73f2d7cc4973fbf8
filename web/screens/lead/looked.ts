const nameFor = (session: string): string => `greenball.looked.${session}`;

/** When whoever leads last looked in on groups, on this device; a group that is not here, never. */
export function looked(session: string): Record<string, number> {
  try {
    return JSON.parse(sessionStorage.getItem(nameFor(session)) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}

export function markLooked(session: string, group: string, now: number): void {
  try {
    sessionStorage.setItem(nameFor(session), JSON.stringify({ ...looked(session), [group]: now }));
  } catch {
    // Without a store the column stays at "not yet".
  }
}
