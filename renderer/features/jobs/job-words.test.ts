import { describe, expect, it } from 'vitest';
import type { Job } from '#contract/entities/job';
import { openFailures, resultWords, tookWords } from './job-words.ts';

function job(changes: Partial<Job> = {}): Job {
  return {
    id: '0198c2a4-0000-7000-8000-000000000001',
    number: 1,
    projectId: 'p',
    sourceId: 's',
    ontologyVersionId: 'o',
    status: 'done',
    stage: 'finished',
    progress: 1,
    codeVersion: '0.1.0',
    createdAt: '2026-11-22T10:00:00.000Z',
    ...changes,
  };
}

const stats = {
  steps: 8,
  reusedSteps: 0,
  trackRows: 100,
  pairRows: 20,
  candidates: 1,
  candidatesByType: { waits: 1 },
  superseded: 0,
  starved: [],
  elapsedMs: 1200,
};

describe('the words of a job', () => {
  it('say how much was found and how much of it was known before', () => {
    expect(resultWords(job({ stats }))).toBe('1 candidate');
    expect(resultWords(job({ stats: { ...stats, candidates: 61, reusedSteps: 7 } }))).toBe(
      '61 candidates, 7 of 8 steps reused',
    );
  });

  it('put the failure before any figure', () => {
    expect(resultWords(job({ stats, problem: { code: 'disk_full', message: 'The disk is full.' } }))).toBe(
      'The disk is full.',
    );
  });

  it('count the time of a running job up to now', () => {
    const startedAt = '2026-11-22T10:00:00.000Z';
    expect(tookWords(job({ startedAt, status: 'running' }), Date.parse('2026-11-22T10:01:05.000Z'))).toBe(
      '1:05',
    );
    expect(tookWords(job(), 0)).toBe('');
  });
});

describe('open failures', () => {
  it('leave when a later job of the same source succeeds', () => {
    const failed = job({ number: 1, status: 'failed' });
    expect(openFailures([failed])).toEqual([failed]);
    expect(openFailures([failed, job({ number: 2 })])).toEqual([]);
    expect(openFailures([failed, job({ number: 2, sourceId: 'other' })])).toEqual([failed]);
  });
});
