import { expect, it } from 'vitest';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import { changesSince, checkVersionNumber, versionBefore } from './ontology-changes.ts';

const text = (version: string, event: string): string => `ontology: street
version: ${version}
space: metric
classes: { person: person }
events:
  ${event}: { kind: movement, roles: { actor: person }, starts: a, ends: b, when: speed(actor) > 1 m/s }
`;

const stored: OntologyVersion = {
  id: '01a22e3f-fa1a-72e5-bafb-4291a006d3c5',
  projectId: '01a22e3f-fa0e-7045-a5cb-c0fa32d02452',
  name: 'street',
  version: '1.2.0',
  sha256: 'e'.repeat(64),
  text: text('1.2.0', 'runs'),
  createdAt: '2026-01-05T09:00:00.000Z',
};

it('takes the newest version of the same name for the one before', () => {
  const older = { ...stored, version: '1.1.0' };
  expect(versionBefore([stored, older], 'street')).toBe(stored);
  expect(versionBefore([stored], 'plaza')).toBeUndefined();
});

it('says what is different, and the least number for it', () => {
  expect(changesSince(stored, text('2.0.0', 'sprints'))).toMatchObject({
    before: { version: '1.2.0' },
    level: 'major',
    leastVersion: '2.0.0',
    changes: [{ level: 'major', says: 'Event type runs was removed.' }, { level: 'minor' }],
  });
  expect(changesSince(undefined, text('1.0.0', 'runs'))).toEqual({ changes: [] });
  expect(changesSince(stored, 'no ontology')).toEqual({ changes: [] });
});

it('refuses a number that says less, naming the change and the number', () => {
  const since = changesSince(stored, text('1.3.0', 'sprints'));
  expect(checkVersionNumber('2.0.0', since)).toEqual({ ok: true, value: undefined });
  expect(checkVersionNumber('1.3.0', since)).toMatchObject({
    ok: false,
    error: {
      code: 'bad_value',
      field: 'version',
      message: 'After 1.2.0 this must be 2.0.0 at least, it is 1.3.0. Event type runs was removed.',
    },
  });
  expect(checkVersionNumber('1.3.0', { changes: [] })).toEqual({ ok: true, value: undefined });
});
