/** The steps, by their place in the plan, that people at this screen did on paper. It lasts as long as the tab. */
const nameFor = (session: string): string => `greenball.paper.${session}`;

export function stepsOnPaper(session: string): number[] {
  try {
    const held: unknown = JSON.parse(sessionStorage.getItem(nameFor(session)) ?? '[]');
    return Array.isArray(held) ? held.filter((at) => Number.isInteger(at)) : [];
  } catch {
    return [];
  }
}

export function markOnPaper(session: string, at: number, onPaper: boolean): void {
  const others = stepsOnPaper(session).filter((one) => one !== at);
  try {
    sessionStorage.setItem(nameFor(session), JSON.stringify(onPaper ? [...others, at] : others));
  } catch {
    // Storage is switched off: a reload shows the cover again.
  }
}
