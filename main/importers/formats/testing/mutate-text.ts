import fc from 'fast-check';

const letters = [
  ',',
  '"',
  '\n',
  '\r\n',
  '-',
  'e',
  'NaN',
  '\0',
  ';',
  ':',
  '<',
  '>',
  '&#1;',
  '{',
  ']',
  'é',
  '\t',
  ' ',
  '9',
  '.',
  'inf',
  '1e999',
  '99999999999',
  '\uFEFF',
];

/** One change of a text at a place that is a share of its length. */
export const mutation = fc.record({
  /** Which of several files it is for, as a share. */
  file: fc.noBias(fc.nat({ max: 9999 })).map((n) => n / 10_000),
  share: fc.noBias(fc.nat({ max: 9999 })).map((n) => n / 10_000),
  kind: fc.constantFrom(
    'insert',
    'insert',
    'delete',
    'replace',
    'repeat line',
    'drop line',
    'drop word',
    'cut',
  ),
  letter: fc.constantFrom(...letters),
});
export type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutateLine(text: string, share: number, copies: number): string {
  const lines = text.split('\n');
  const at = Math.floor(share * lines.length);
  return lines
    .flatMap((line, n) => (n === at ? Array.from({ length: copies }, () => line) : [line]))
    .join('\n');
}

export function mutate(text: string, { share, kind, letter }: Mutation): string {
  const at = Math.floor(share * text.length);
  const before = text.slice(0, at);
  switch (kind) {
    case 'insert':
      return before + letter + text.slice(at);
    case 'delete':
      return before + text.slice(at + 1);
    case 'replace':
      return before + letter + text.slice(at + 1);
    case 'repeat line':
      return mutateLine(text, share, 2);
    case 'drop line':
      return mutateLine(text, share, 0);
    case 'drop word':
      return before + text.slice(at).replace(/^\w*/, '');
    case 'cut':
      return text.slice(0, Math.max(1, at));
  }
}
