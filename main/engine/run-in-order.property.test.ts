import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runInOrder, type Ordered } from './run-in-order.ts';

/** Pieces of which each needs some of those before it, and in which order those that are begun end. */
const anyWork = fc.record({
  needs: fc.array(fc.array(fc.nat(30), { maxLength: 4 }), { maxLength: 30 }),
  credits: fc.integer({ min: 1, max: 5 }),
  picks: fc.infiniteStream(fc.nat(100)),
});

function piecesOf(needs: readonly (readonly number[])[]): readonly Ordered[] {
  return needs.map((wanted, position) => ({ position, needs: wanted.filter((one) => one < position) }));
}

interface Running {
  readonly piece: Ordered;
  readonly end: () => void;
}

it('does every piece once, behind those it needs, and never more at a time than there are credits', () =>
  fc.assert(
    fc.asyncProperty(anyWork, async ({ needs, credits, picks }) => {
      const pieces = piecesOf(needs);
      const running: Running[] = [];
      const done = new Set<number>();
      const all = runInOrder(pieces, credits, (piece) => {
        expect(piece.needs.filter((position) => !done.has(position))).toEqual([]);
        const { promise, resolve } = Promise.withResolvers<void>();
        running.push({ piece, end: resolve });
        expect(running.length).toBeLessThanOrEqual(credits);
        return promise;
      });
      for (const pick of picks) {
        if (running.length === 0) break;
        const waiting = pieces.filter(
          ({ position, needs: wanted }) =>
            !done.has(position) &&
            !running.some(({ piece }) => piece.position === position) &&
            wanted.every((one) => done.has(one)),
        );
        if (waiting.length > 0) expect(running).toHaveLength(credits);
        const [one] = running.splice(pick % running.length, 1);
        done.add(one?.piece.position ?? -1);
        one?.end();
        await new Promise((resolve) => setImmediate(resolve));
      }
      await all;
      expect(done.size).toBe(pieces.length);
    }),
    { numRuns: 60, seed: 20_266 },
  ));

it('fails with the first failure, and begins nothing after it', async () => {
  const begun: number[] = [];
  const pieces = piecesOf([[], [0], [0], [2]]);
  const all = runInOrder(pieces, 1, async ({ position }) => {
    begun.push(position);
    await (position === 1 ? Promise.reject(new Error('no')) : Promise.resolve());
  });
  await expect(all).rejects.toThrow('no');
  expect(begun).toEqual([0, 1]);
});
