import { expect, it } from 'vitest';
import { queuedWords } from './run-words.ts';

it('tells what was queued and what was left out', () => {
  expect(queuedWords({ jobs: 1, busy: 0 })).toBe('1 job is queued.');
  expect(queuedWords({ jobs: 3, busy: 2 })).toBe(
    '3 jobs are queued, 2 sources were left out: a job of theirs still runs.',
  );
});
