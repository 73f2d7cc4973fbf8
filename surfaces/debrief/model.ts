import type { Debrief } from '../../core/session/parts.ts';

export const EMPTY: Debrief = { got: null, change: '', use: '' };

/** Whether somebody answered anything; a debrief may be skipped, wholly or in parts. */
export const answered = (answers: Debrief | null): boolean =>
  answers !== null && (answers.got !== null || answers.change.trim() !== '' || answers.use.trim() !== '');
