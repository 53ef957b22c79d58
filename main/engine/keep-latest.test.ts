import { expect, it } from 'vitest';
import { keepLatest } from './keep-latest.ts';

it('makes a value once while it is among the latest', async () => {
  const keep = keepLatest<string>(2);
  const made: string[] = [];
  const ask = (key: string) =>
    keep(key, () => {
      made.push(key);
      return Promise.resolve(key.toUpperCase());
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await ask(key)).toBe(key.toUpperCase());
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

it('asks again for what could not be made', async () => {
  const keep = keepLatest<string>(2);
  const failing = keep('a', () => Promise.reject(new Error('Not there yet.')));
  await expect(failing).rejects.toThrow('Not there yet.');
  expect(await keep('a', () => Promise.resolve('there'))).toBe('there');
});
