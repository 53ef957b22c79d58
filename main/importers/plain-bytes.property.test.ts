import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextCache, isJsonNumber, scanNumber } from './plain-bytes.ts';

/** What is read of a text that is followed by `after`: the number, and the text that it took. */
function scan(text: string, after = ''): { readonly value: number; readonly taken: string } | undefined {
  const bytes = Buffer.from(text + after);
  const into = new Float64Array(3);
  const end = scanNumber(bytes, 0, bytes.length, into, 1);
  return end < 0 ? undefined : { value: into[1] ?? Number.NaN, taken: bytes.toString('latin1', 0, end) };
}

describe('a number in bytes', () => {
  it('of up to 15 digits is the one that Number finds, and ends where its digits end', () => {
    const digits = fc.stringMatching(/^-?\d{1,9}(\.\d{1,6})?$/);
    fc.assert(
      fc.property(digits, fc.constantFrom('', ',', '}', ' ', 'e5', '-'), (text, after) => {
        expect(scan(text, after)).toEqual({ value: Number(text), taken: text });
      }),
      { seed: 20_268 },
    );
  });

  it.each(['', '-', '.', '-.', 'x1', '+1', '1234567890123456', '0.1234567890123456'])(
    '%j is none, or has too many digits to be exact',
    (text) => {
      expect(scan(text)).toBeUndefined();
    },
  );
});

it('a number is one of JSON exactly where JSON takes it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^-?[01.]{1,6}$/), (text) => {
      const read = scan(text);
      fc.pre(read?.taken === text);
      let taken = true;
      try {
        JSON.parse(text);
      } catch {
        taken = false;
      }
      expect(isJsonNumber(Buffer.from(text), 0, text.length)).toBe(taken);
    }),
    { seed: 20_268 },
  );
});

it('a text of visible letters is the same each time, and any other is left alone', () => {
  const textOf = createTextCache();
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 8 }), (text) => {
      const bytes = Buffer.from(`,${text},`);
      const plain = /^[!-~]*$/.test(text) && !/["\\]/.test(text);
      for (let turn = 0; turn < 2; turn++)
        expect(textOf(bytes, 1, bytes.length - 1)).toBe(plain ? text : undefined);
    }),
    { seed: 20_268 },
  );
});
