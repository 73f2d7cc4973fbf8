export const tex = { label: (source: string) => `Formula: ${source}` };
