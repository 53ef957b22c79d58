import { expect, test } from 'vitest';
import { recordUsage } from './ledger.ts';
import { insertRow } from './rows.ts';
import { nth } from './testing/nth.ts';
import { openMemory } from './testing/open-memory.ts';
import { run } from './testing/run.ts';
import { accepting, ada, seedReview } from './testing/seed-review.ts';

function setUp() {
  const context = openMemory();
  const { candidates, seeded } = seedReview(context, 4);
  const { projectId } = seeded;
  const summary = () => run(context, 'projects.summary', { id: projectId, reviewerId: 'ada' });
  return { context, candidates, projectId, summary };
}

test('an undecided project has candidates and nothing else', () => {
  const { summary } = setUp();
  expect(summary()).toMatchObject({
    sources: 1,
    hours: 4 / 3600,
    unpassedSources: 0,
    types: [{ type: 'walks', candidates: 4, decided: 0, accepted: 0, rejected: 0 }],
    candidates: 4,
    decided: 0,
    events: 0,
    disputed: 0,
    decisionsToday: { total: 0, undone: 0 },
    usage: [],
    pendingChanges: 0,
  });
  expect(summary().latestDataset).toBeUndefined();
});

test('progress counts a decided candidate under the type it was decided as', () => {
  const { context, candidates, summary } = setUp();
  run(context, 'review.decide', accepting(nth(candidates, 0), { type: 'runs', elapsedMs: 2000 }));
  run(context, 'review.decide', accepting(nth(candidates, 1), { kind: 'reject', elapsedMs: 3000 }));
  run(context, 'review.decide', accepting(nth(candidates, 2), { kind: 'skip', elapsedMs: 5000 }));
  const { types, events, decided, pendingChanges } = summary();
  expect(types).toEqual([
    { type: 'runs', candidates: 1, decided: 1, accepted: 1, rejected: 0, medianElapsedMs: 2000 },
    { type: 'walks', candidates: 3, decided: 2, accepted: 0, rejected: 1, medianElapsedMs: 4000 },
  ]);
  expect({ events, decided, pendingChanges }).toEqual({ events: 1, decided: 3, pendingChanges: 4 });
});

test('the day counts undos apart and redos nowhere', () => {
  const { context, candidates, projectId, summary } = setUp();
  const turn = { ...ada, projectId, view: { frame: 0 } };
  run(context, 'review.decide', accepting(nth(candidates, 0), { elapsedMs: 2000 }));
  run(context, 'review.decide', accepting(nth(candidates, 1), { kind: 'reject', elapsedMs: 4000 }));
  run(context, 'review.undo', turn);
  run(context, 'review.redo', turn);
  const { byHour, ...counts } = summary().decisionsToday;
  expect(counts).toEqual({
    total: 2,
    accepted: 1,
    rejected: 1,
    skipped: 0,
    undone: 1,
    medianElapsedMs: 3000,
  });
  const hour = new Date(context.now()).getHours();
  expect(byHour).toEqual(Array.from({ length: 24 }, (_, i) => (i === hour ? 2 : 0)));
});

test('decisions of the day before are not of today', () => {
  const { context, candidates, projectId } = setUp();
  run(context, 'review.decide', accepting(nth(candidates, 0)));
  const tomorrow = { ...context, now: () => '2026-01-06T23:00:00.000Z' };
  const { decisionsToday } = run(tomorrow, 'projects.summary', { id: projectId, reviewerId: 'ada' });
  expect(decisionsToday.total).toBe(0);
});

test('usage is summed by metric and counted once', () => {
  const { context, projectId, summary } = setUp();
  const usage = { projectId, metric: 'video_seconds', value: 4, sourceId: 's', jobId: 'j' } as const;
  recordUsage(context, usage);
  recordUsage(context, usage);
  recordUsage(context, { ...usage, jobId: 'k' });
  recordUsage(context, { projectId, metric: 'ingested_bytes', value: 10, sourceId: 's' });
  expect(summary().usage).toEqual([
    { metric: 'ingested_bytes', value: 10 },
    { metric: 'video_seconds', value: 8 },
  ]);
  expect(summary().pendingChanges).toBe(3);
  expect(() => context.db.exec('UPDATE usage_ledger SET value = 0')).toThrow('append-only');
});

test('the latest dataset is the highest version, by number', () => {
  const { context, projectId, summary } = setUp();
  for (const semver of ['1.9.0', '1.10.0', '0.20.0']) {
    insertRow(context.db, 'dataset_versions', {
      id: context.newId(),
      projectId,
      semver,
      folder: semver,
      manifestSha256: 'a'.repeat(64),
      rows: 0,
      sizeBytes: 0,
      rowsBySplit: { train: 0, validation: 0, test: 0 },
      rowsByType: {},
      files: [],
      publishedBy: 'ada',
      createdAt: context.now(),
    });
  }
  expect(summary().latestDataset).toBe('1.10.0');
  expect(() => context.db.exec('DELETE FROM dataset_versions')).toThrow('immutable');
});
