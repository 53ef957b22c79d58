import { expect, it } from 'vitest';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import { rolledBackText, withVersion } from './roll-back.ts';

const text = (version: string, rule: string): string => `ontology: street
version: ${version}   # kept
space: metric
classes: { person: person }
events:
  runs: { kind: movement, roles: { actor: person }, starts: a, ends: b, when: ${rule} }
`;

function stored(version: string, rule: string): OntologyVersion {
  return {
    id: `01a22e3f-fa1a-72e5-bafb-4291a006d3c${version.at(-1) ?? ''}`,
    projectId: '01a22e3f-fa0e-7045-a5cb-c0fa32d02452',
    name: 'street',
    version,
    sha256: 'e'.repeat(64),
    text: text(version, rule),
    createdAt: '2026-01-05T09:00:00.000Z',
  };
}

const first = stored('1.0.0', 'speed(actor) > 1 m/s');
const second = stored('1.1.1', 'speed(actor) > 2 m/s');

it('writes the version number and leaves every other character', () => {
  expect(withVersion(first.text, '2.0.0')).toBe(text('2.0.0', 'speed(actor) > 1 m/s'));
  expect(withVersion('no mapping', '2.0.0')).toBeUndefined();
});

it('takes the text of before under the number that the way back asks for', () => {
  expect(rolledBackText([second, first], first)).toEqual({
    ok: true,
    value: text('1.2.0', 'speed(actor) > 1 m/s'),
  });
});

it('refuses the newest version, and one that says the same', () => {
  expect(rolledBackText([second, first], second)).toMatchObject({
    ok: false,
    error: { code: 'invalid_state', message: 'street 1.1.1 is the newest version already.' },
  });
  const again = stored('1.2.2', 'speed(actor) > 1 m/s');
  expect(rolledBackText([again, second, first], first)).toMatchObject({
    ok: false,
    error: { message: 'street 1.0.0 says the same as 1.2.2, which is the newest.' },
  });
});

it('refuses a version that can no longer be read', () => {
  const unread = { ...first, text: 'version: 1.0.0' };
  expect(rolledBackText([second, unread], unread)).toMatchObject({ ok: false });
});
