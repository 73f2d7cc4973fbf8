import { expect, test } from 'vitest';
import { isLetter, matches, showKey } from './key.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test('a letter alone is not the letter with Ctrl: copying never swaps seats', () => {
  expect(matches('c', press('c'))).toBe(true);
  expect(matches('c', press('c', { ctrlKey: true }))).toBe(false);
  expect(matches('c', press('c', { altKey: true }))).toBe(false);
});

test('Ctrl and Command are one', () => {
  expect(matches('mod+k', press('k', { metaKey: true }))).toBe(true);
  expect(matches('mod+k', press('K', { ctrlKey: true, shiftKey: true }))).toBe(true);
  expect(matches('mod+k', press('k'))).toBe(false);
});

test('signs don’t mind how a keyboard types them, named keys mind shift', () => {
  expect(matches('?', press('?', { shiftKey: true }))).toBe(true);
  expect(matches('?', press('?'))).toBe(true);
  expect(matches('shift+ArrowRight', press('ArrowRight'))).toBe(false);
  expect(matches('ArrowRight', press('ArrowRight', { shiftKey: true }))).toBe(false);
});

test('keys are shown as they stand on the keyboard', () => {
  expect(showKey('mod+Enter', false)).toBe('Ctrl+Enter');
  expect(showKey('mod+k', true)).toBe('⌘K');
  expect(isLetter('n')).toBe(true);
  expect(isLetter('mod+n')).toBe(false);
});
