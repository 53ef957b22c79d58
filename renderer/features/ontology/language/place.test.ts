import { expect, it } from 'vitest';
import { outlineOf } from './outline.ts';
import { placeAt } from './place.ts';
import { street, typed } from './testing/street.ts';

it.each([
  ['space: metric', 'spa¦', [], 'key', 'spa'],
  ['space: metric', 'space: ¦', ['space'], 'value', ''],
  ['space: metric', 'space: me¦tric', ['space'], 'value', 'me'],
  ['  near: { value: 3 m', '  near: { val¦: 3 m', ['params', 'near'], 'key', 'val'],
  ['  near: { value: 3 m', '  near: { value: 3 ¦m', ['params', 'near', 'value'], 'value', '3 '],
  ['range: [1 m, 10 m]', 'range: [1 m, ¦10 m]', ['params', 'near', 'range', '1'], 'value', ''],
  ['    ends: one leaves', '    ¦', ['events', 'meets'], 'key', ''],
  ['    ends: one leaves', '    en¦', ['events', 'meets'], 'key', 'en'],
  ['    kind: movement', '    kind: m¦', ['events', 'walks', 'kind'], 'value', 'm'],
  ['{ actor: person }', '{ actor: pe¦ }', ['events', 'walks', 'roles', 'actor'], 'value', 'pe'],
  ['{ actor: person }', '{ actor: person, ¦ }', ['events', 'walks', 'roles'], 'key', ''],
  ['when: walking(actor), g', 'when: walk¦', ['events', 'walks', 'when'], 'value', 'walk'],
  ['< $walk,', '< ¦', ['events', 'meets', 'when'], 'value', 'close(actor, other) and speed(actor) < '],
  ['speed(p) > $walk', 'speed(¦', ['define', 'walking(p)'], 'value', 'speed('],
  ['# reach', '# re¦ach', [], 'comment', ''],
] as const)('%j, written as %j, stands at its place', (find, marked, path, slot, written) => {
  const { text, offset } = typed(find, marked);
  const place = placeAt(text, offset);
  expect([place.path, place.slot, text.slice(place.start, offset)]).toEqual([path, slot, written]);
});

it('an outline names what the document declares, with its place', () => {
  const outline = outlineOf(street);
  const names = (['classes', 'zones', 'params', 'define', 'events'] as const).map((section) =>
    outline[section].map(({ name }) => name),
  );
  expect(names).toEqual([
    ['person', 'vehicle'],
    ['crosswalk', 'kerb'],
    ['walk', 'near', 'reaction'],
    ['walking', 'close'],
    ['walks', 'meets'],
  ]);
  expect(outline.define[1]?.roles).toEqual(['a', 'b']);
  const [, meets] = outline.events;
  expect(meets?.value).toMatchObject({ kind: 'interaction', roles: { actor: 'person', other: 'vehicle' } });
  expect(street.slice(meets?.nameStart, meets?.nameEnd)).toBe('meets');
  expect(street.slice(meets?.start, meets?.end)).toMatch(/^ {2}meets:[^]*for >= 1 s$/);
});

it('an outline outlives what is being written', () => {
  const { text } = typed('    ends: one leaves', '    en\n  roles: {');
  expect(outlineOf(text).events.map(({ name }) => name)).toContain('meets');
  expect(outlineOf(text).params).toHaveLength(3);
});
