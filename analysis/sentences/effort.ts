/**
 * How much looking a reading has taken. What people paste is up to them, so every reading here must cost no more than
 * so many steps a letter; whoever doubts it passes an effort in and reads it afterwards.
 */
export interface Effort {
  steps: number;
}

export const someEffort = (): Effort => ({ steps: 0 });
