import { expect, it } from 'vitest';
import { indentAfter } from './indent.ts';

it.each([
  [[], 0],
  [['events:'], 2],
  [['events:', '  walks:'], 4],
  [['  walks:   # new', ''], 4],
  [['    kind: movement'], 4],
  [['    when: >-'], 6],
  [['      close(a, b) and', ''], 6],
  [['    roles: { actor: person }', '   '], 4],
])('after %j a line begins at %d', (before, expected) => {
  expect(indentAfter(before)).toBe(expected);
});
