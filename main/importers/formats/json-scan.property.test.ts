import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanJson } from './json-scan.ts';

async function* pieces(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  let at = 0;
  for (const size of sizes) {
    yield await Promise.resolve(text.slice(at, at + size));
    at += size;
  }
  yield text.slice(at);
}

test('whatever a list holds and however its text is cut, its items come out as they went in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 12 }),
      fc.constantFrom(undefined, 1, '\t'),
      fc.array(fc.nat({ max: 40 }), { maxLength: 30 }),
      async (items, indent, sizes) => {
        const text = JSON.stringify({ before: items, items, after: items }, undefined, indent);
        const found: unknown[] = [];
        const wanted = (path: readonly (string | number)[]): boolean =>
          path.length === 2 && path[0] === 'items';
        for await (const batch of scanJson(pieces(text, sizes), { file: 'a.json', wanted }))
          for (const piece of batch) found.push(JSON.parse(piece.text));
        expect(JSON.stringify(found)).toBe(JSON.stringify(items));
      },
    ),
    { numRuns: 300, seed: 20_260_303 },
  );
});
