import { expect, test } from 'vitest';
import { createLatest } from './latest.ts';

test('while one question is out, only the last of those that come is asked', async () => {
  const asked: string[] = [];
  const answers = new Map<string, (answer: string) => void>();
  const latest = createLatest<string>(() => 0);
  const ask = (name: string) =>
    latest.ask(() => {
      asked.push(name);
      return new Promise((resolve) => answers.set(name, resolve));
    });
  const told = () => new Promise<void>((resolve) => void latest.subscribe(resolve));
  ['a', 'b', 'c'].forEach(ask);
  expect(asked).toEqual(['a']);
  const first = told();
  answers.get('a')?.('first');
  await first;
  expect(latest.get().answer).toBe('first');
  expect(asked).toEqual(['a', 'c']);
  const second = told();
  answers.get('c')?.('last');
  await second;
  expect(latest.get()).toEqual({ answer: 'last', tookMs: 0 });
});

test('a question that fails leaves a problem in words', async () => {
  const latest = createLatest<string>(() => 0);
  const told = new Promise<void>((resolve) => void latest.subscribe(resolve));
  latest.ask(() => Promise.reject(new TypeError('gone')));
  await told;
  expect(latest.get().problem?.code).toBe('internal');
});
