import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decision } from '#contract/entities/decision';
import { sealDecision } from './decision-hash.ts';
import { canonicalJson, firstPrevHash, verifyChain } from './hash-chain.ts';
import { decisionOf } from './testing/decision-builder.ts';

function chainOf(length: number): readonly Decision[] {
  const chain: Decision[] = [];
  for (let i = 1; i <= length; i++) {
    const { hash: _, ...draft } = decisionOf(i, {
      prevHash: chain.at(-1)?.hash ?? firstPrevHash,
      note: i % 2 === 0 ? `note ${i}` : undefined,
    });
    chain.push(sealDecision(draft));
  }
  return chain;
}

const lengths = fc.integer({ min: 2, max: 12 });

test('an untouched chain is whole and names its head', () => {
  const chain = chainOf(5);
  expect(verifyChain(chain)).toEqual({ intact: true, rows: 5, head: chain.at(-1)?.hash });
  expect(verifyChain([])).toEqual({ intact: true, rows: 0, head: firstPrevHash });
});

/** All texts and numbers in a decision, as paths. */
function leavesOf(
  value: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

function flipped(value: unknown, byte: number, bit: number): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 2 ** -20;
  const text = String(value);
  const at = byte % Math.max(1, text.length);
  const code = (text.codePointAt(at) ?? 0) ^ (1 << bit);
  return text.slice(0, at) + String.fromCodePoint(code) + text.slice(at + 1);
}

function changed(
  value: unknown,
  path: readonly (string | number)[],
  change: (leaf: unknown) => unknown,
): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item: unknown, i) => (i === Number(first) ? changed(item, rest, change) : item));
  const entries = Object.entries(value ?? {});
  return Object.fromEntries(
    entries.map(([key, item]) => [key, key === first ? changed(item, rest, change) : item]),
  );
}

test('a single flipped bit in any field of any row is found at that row or the next', () => {
  fc.assert(
    fc.property(lengths, fc.nat(), fc.nat(), fc.nat(), fc.nat(6), (length, rowPick, leafPick, byte, bit) => {
      const chain = chainOf(length);
      const index = rowPick % length;
      const leaves = leavesOf(chain[index]);
      const path = leaves[leafPick % leaves.length] ?? [];
      const row = changed(chain[index], path, (leaf) => flipped(leaf, byte, bit)) as Decision;
      const check = verifyChain(chain.with(index, row));
      expect(check.intact).toBe(false);
    }),
    { seed: 20260108, numRuns: 600 },
  );
});

test('a removed row is found, the last one against a head that was noted', () => {
  fc.assert(
    fc.property(lengths, fc.nat(), (length, pick) => {
      const chain = chainOf(length);
      const index = pick % length;
      const check = verifyChain(chain.toSpliced(index, 1));
      if (index < length - 1) expect(check).toMatchObject({ intact: false, sequence: index + 2 });
      else expect(check.intact && check.head).not.toBe(chain.at(-1)?.hash);
    }),
    { seed: 20260109, numRuns: 100 },
  );
});

test('swapped rows are found, renumbered or not', () => {
  fc.assert(
    fc.property(lengths, fc.nat(), fc.nat(), fc.boolean(), (length, pickA, pickB, renumber) => {
      const chain = chainOf(length);
      const [a, b] = [pickA % length, pickB % length];
      const [first, second] = [chain[a], chain[b]];
      if (a === b || first === undefined || second === undefined) return;
      const swapped = chain.with(a, second).with(b, first);
      const rows = renumber ? swapped.map((row, i) => ({ ...row, sequence: i + 1 })) : swapped;
      expect(verifyChain(rows).intact).toBe(false);
    }),
    { seed: 20260110, numRuns: 200 },
  );
});

test('an inserted row is found even when its own hash is right', () => {
  const chain = chainOf(4);
  const { hash: _, ...draft } = decisionOf(3, { prevHash: chain[1]?.hash ?? '', type: 'forged' });
  expect(verifyChain(chain.toSpliced(2, 0, sealDecision(draft))).intact).toBe(false);
  expect(verifyChain(chain.with(2, sealDecision(draft)))).toMatchObject({ intact: false, sequence: 4 });
});

test('canonical JSON does not depend on the order of keys and survives a round trip', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      const parsed: unknown = JSON.parse(text);
      expect(canonicalJson(parsed)).toBe(text);
      const reversed = (inner: unknown): unknown =>
        typeof inner === 'object' && inner !== null && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).toReversed())
          : inner;
      expect(canonicalJson(reversed(parsed))).toBe(text);
    }),
    { seed: 20260111, numRuns: 300 },
  );
});
