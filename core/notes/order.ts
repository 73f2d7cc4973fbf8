/**
 * Order keys: strings that sort as siblings stand. Between any two there is room for another, so a note can be put
 * anywhere without touching its neighbours. A key is an integer and a fraction, both in base 62; the integer's
 * first letter says how many digits it has ('a' one, 'b' two, …; 'Z' one below zero, 'Y' two, …), so adding at
 * either end, the common case, grows keys only with the logarithm of the count.
 * (The scheme is David Greenspan's "Implementing fractional indexing", 2020.)
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
const FIRST = 'a0';

const code = (letter: string): number => letter.charCodeAt(0);

function integerLength(key: string): number {
  const head = key[0] ?? '';
  if (head >= 'a' && head <= 'z') return code(head) - code('a') + 2;
  if (head >= 'A' && head <= 'Z') return code('Z') - code(head) + 2;
  throw new Error(`not an order key: ${key}`);
}

const integerOf = (key: string): string => key.slice(0, integerLength(key));

/** The next integer up (`step` 1) or down (-1). */
function neighbour(integer: string, step: 1 | -1): string {
  const digits = integer.slice(1).split('');
  const wrapsFrom = step === 1 ? BASE - 1 : 0;
  const wrapsTo = step === 1 ? DIGITS[0] : DIGITS[BASE - 1];
  for (let i = digits.length - 1; i >= 0; i--) {
    const digit = DIGITS.indexOf(digits[i] as string);
    if (digit !== wrapsFrom) {
      digits[i] = DIGITS[digit + step] as string;
      return integer[0] + digits.join('');
    }
    digits[i] = wrapsTo as string;
  }
  const head = integer[0] as string;
  if (step === 1 && head === 'Z') return FIRST;
  if (step === -1 && head === 'a') return `Z${DIGITS[BASE - 1]}`;
  const next = String.fromCharCode(code(head) + step);
  const grows = step === 1 ? next > 'a' : next < 'Z';
  const body = grows ? [...digits, wrapsTo as string] : digits.slice(1);
  return next + body.join('');
}

/** A fraction strictly between two; '' is zero below, null is one above. Never ends in the lowest digit. */
function fractionBetween(low: string, high: string | null): string {
  let shared = 0;
  if (high !== null) {
    while (shared < high.length && (low[shared] ?? DIGITS[0]) === high[shared]) shared++;
    if (shared > 0)
      return high.slice(0, shared) + fractionBetween(low.slice(shared), high.slice(shared) || null);
  }
  const from = low === '' ? 0 : DIGITS.indexOf(low[0] as string);
  const to = high === null ? BASE : DIGITS.indexOf(high[0] as string);
  if (to - from > 1) return DIGITS[(from + to) >> 1] as string;
  if (high !== null && high.length > 1) return high[0] as string;
  return DIGITS[from] + fractionBetween(low.slice(1), null);
}

/** A key strictly between `before` and `after`; null stands for the open end. Throws when they are out of order. */
export function keyBetween(before: string | null, after: string | null): string {
  if (before !== null && after !== null && before >= after) throw new Error('order keys out of order');
  if (before === null && after === null) return FIRST;
  if (before === null) {
    const integer = integerOf(after as string);
    return integer < (after as string) ? integer : neighbour(integer, -1);
  }
  if (after === null) return neighbour(integerOf(before), 1);
  const low = integerOf(before);
  const high = integerOf(after);
  if (low === high) return low + fractionBetween(before.slice(low.length), after.slice(high.length));
  const next = neighbour(low, 1);
  return next < after ? next : low + fractionBetween(before.slice(low.length), null);
}
