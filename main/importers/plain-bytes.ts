const [minus, point, zero, quote, backslash] = [45, 46, 48, 34, 92];
/** As many digits as make a whole number that is exact in a double. */
const mostDigits = 15;
const powersOfTen = Float64Array.from({ length: mostDigits + 1 }, (_, n) => 10 ** n);

/** Puts the digits from `from` on behind those of `into[place]`; returns where they end. */
function scanDigits(bytes: Uint8Array, from: number, to: number, into: Float64Array, place: number): number {
  let value = into[place] ?? 0;
  let at = from;
  for (; at < to; at++) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  into[place] = value;
  return at;
}

/** Gives a whole number its decimals and its sign. */
function scale(into: Float64Array, place: number, decimals: number, negative: boolean): void {
  const whole = into[place] ?? 0;
  const size = decimals > 0 ? whole / (powersOfTen[decimals] ?? 1) : whole;
  into[place] = negative ? -size : size;
}

/**
 * Reads the plain decimal number that begins at `from` into `into[place]`: at most 15 digits, no exponent. Digits and power of ten
 * are both exact in a double, so that their quotient is the nearest one (Clinger 1990), the same as `Number` finds. Returns where
 * it ends, at most `to`, or -1 where there is none.
 */
export function scanNumber(
  bytes: Uint8Array,
  from: number,
  to: number,
  into: Float64Array,
  place: number,
): number {
  const start = bytes[from] === minus ? from + 1 : from;
  into[place] = 0;
  const whole = scanDigits(bytes, start, to, into, place);
  const end = whole < to && bytes[whole] === point ? scanDigits(bytes, whole + 1, to, into, place) : whole;
  const decimals = end > whole ? end - whole - 1 : 0;
  const digits = whole - start + decimals;
  if (digits === 0 || digits > mostDigits) return -1;
  scale(into, place, decimals, start > from);
  return end;
}

/** Where the number in `[from, to)` is one that JSON knows: digits before and after a point, and no 0 before others. */
export function isJsonNumber(bytes: Uint8Array, from: number, to: number): boolean {
  const start = bytes[from] === minus ? from + 1 : from;
  if (bytes[start] === point || bytes[to - 1] === point) return false;
  return bytes[start] !== zero || start + 1 === to || bytes[start + 1] === point;
}

interface KnownText {
  readonly bytes: Uint8Array;
  readonly text: string;
}

const knownTexts = 4096;

function sameBytes(known: Uint8Array, bytes: Uint8Array, from: number, length: number): boolean {
  if (known.length !== length) return false;
  for (let n = 0; n < length; n++) if (known[n] !== bytes[from + n]) return false;
  return true;
}

function isPlainLetter(letter: number): boolean {
  return letter > 32 && letter <= 126 && letter !== quote && letter !== backslash;
}

/** Texts of bytes without making each anew; undefined for one with spaces, quotes, backslashes or letters outside ASCII. */
export function createTextCache(): (bytes: Buffer, from: number, to: number) => string | undefined {
  const known: (KnownText | undefined)[] = Array.from({ length: knownTexts });
  return (bytes, from, to) => {
    let hash = 2_166_136_261;
    for (let at = from; at < to; at++) {
      const letter = bytes[at] ?? 0;
      if (!isPlainLetter(letter)) return undefined;
      hash = Math.imul(hash ^ letter, 16_777_619);
    }
    const place = (hash ^ (hash >>> 15)) & (knownTexts - 1);
    const found = known[place];
    if (found !== undefined && sameBytes(found.bytes, bytes, from, to - from)) return found.text;
    const text = bytes.toString('latin1', from, to);
    known[place] = { bytes: Uint8Array.prototype.slice.call(bytes, from, to), text };
    return text;
  };
}
