import { expect, test } from 'vitest';
import { appendAudit } from './audit.ts';
import { openMemory } from './testing/open-memory.ts';
import { run } from './testing/run.ts';

const attest = { actor: 'ada', action: 'attest', subject: 'source:1' };

test('entries are chained and listed by subject', () => {
  const context = openMemory();
  appendAudit(context, {
    ...attest,
    before: { state: 'unknown' },
    after: { state: 'passed', note: undefined },
  });
  appendAudit(context, { ...attest, subject: 'source:2' });
  const [first] = run(context, 'audit.list', { subject: 'source:1' });
  expect(first).toMatchObject({ sequence: 1, before: { state: 'unknown' }, after: { state: 'passed' } });
  expect(run(context, 'audit.verify', undefined)).toMatchObject({ intact: true, rows: 2 });
});

test('the log is append-only, and a change past the trigger shows', () => {
  const context = openMemory();
  for (let i = 0; i < 3; i++) appendAudit(context, { ...attest, after: { i } });
  expect(() => context.db.exec(`UPDATE audit_log SET actor = 'eve'`)).toThrow('append-only');
  expect(() => context.db.exec('DELETE FROM audit_log')).toThrow('append-only');
  context.db.exec('DROP TRIGGER audit_log_never_update');
  context.db.exec(`UPDATE audit_log SET actor = 'eve' WHERE sequence = 2`);
  expect(run(context, 'audit.verify', undefined)).toMatchObject({ intact: false, sequence: 2 });
});
