import { expect, it } from 'vitest';
import { loadOntology } from '#ontology/load';
import { checkText, parametersOf } from './check-text.ts';
import { outlineOf } from './outline.ts';
import { applyEdit } from './parameter-text.ts';
import { fixWords, quickFixes, rangeOf } from './quick-fixes.ts';
import { street } from './testing/street.ts';

function fixed(find: string, faulty: string) {
  const text = street.replace(find, () => faulty);
  const [diagnostic] = loadOntology(text).diagnostics;
  const fixes = diagnostic === undefined ? [] : quickFixes(text, diagnostic);
  const range = diagnostic && rangeOf(text, diagnostic);
  return { text, fixes, about: range && text.slice(range.start, range.end) };
}

it('the street itself is valid', () => {
  expect(loadOntology(street).diagnostics).toEqual([]);
});

it.each([
  ['speed(p) > $walk', 'sped(p) > $walk', 'sped', ['speed']],
  ['speed(p) > $walk', 'speed(p) > $wlak', '$wlak', ['$walk']],
  ['speed(p) > $walk', 'speed(p) > $near', '$near', ['$walk']],
  ['speed(p) > $walk', 'speed(p) > 1', '1', ['1 m/s']],
  ['speed(p) > $walk', 'speed(p) > 1 body/s', 'body/s', ['m/s']],
  ['value: 1 m/s,', 'value: 1 m/z,', 'm/z', []],
  ['roles: { actor: person }', 'roles: { actor: persn }', 'persn', ['person']],
  ['    kind: movement', '    lenght: 1 s to 2 s\n    kind: movement', 'lenght', ['length']],
  ['version: 1.2.0', 'version: 1.2', '1.2', ['1.2.1']],
  [
    'close(actor, other) and',
    'speed(other) < 1 m/s and',
    'when',
    ['distance(actor, other) < $near', 'distance(actor, other) < 3 m'],
  ],
  ['speed(p) > $walk', 'inside(p, lane)', 'lane', ['crosswalk', 'lane: { kind: area }']],
])('%j written as %j is told at %j and mended by %j', (find, faulty, about, labels) => {
  const found = fixed(find, faulty);
  expect(found.about).toBe(about);
  expect(found.fixes.map(({ label }) => label)).toEqual(labels);
});

it('a fix is never offered that does not mend', () => {
  for (const faulty of ['speed(p) > 3 s', 'speed(p) >', 'p', 'speed(p) > 1 m/s for']) {
    const { text, fixes } = fixed('speed(p) > $walk', faulty);
    const before = loadOntology(text).diagnostics.length;
    for (const { edit } of fixes)
      expect(loadOntology(applyEdit(text, edit)).diagnostics.length).toBeLessThan(before);
  }
});

it('a parameter is offered with its value', () => {
  const { text, fixes } = fixed('speed(p) > $walk', 'speed(p) > $near');
  expect(fixes.map((fix) => fixWords(fix, outlineOf(text)))).toEqual(['$walk (1 m/s)']);
});

it('a valid text tells its types with the parameters they depend on, definitions unfolded', () => {
  const { valid } = checkText(street);
  expect(valid?.types.map(({ name, parameters }) => [name, parameters])).toEqual([
    ['walks', ['walk']],
    ['meets', ['walk', 'near']],
  ]);
  expect(valid?.parameters[0]).toMatchObject({
    name: 'walk',
    value: 1,
    low: 0.5,
    high: 2,
    unit: 'm/s',
    step: 0.01,
  });
});

it('parameters of a type that is read stand behind its own, and say so', () => {
  const { valid } = checkText(
    street
      .replace('for >= 1 s\n', () => 'for >= 1 s\n    and_then: meets(actor, actor) within $reaction\n')
      .replace('meets(actor, actor)', 'strolls(actor)') +
      '  strolls: { kind: action, roles: { actor: person }, starts: a, ends: b, when: vx(actor) > $walk and x(actor) < $near }\n',
  );
  expect(valid && parametersOf(valid, 'walks').map(({ name, through }) => [name, through])).toEqual([
    ['walk', undefined],
    ['reaction', undefined],
    ['near', 'strolls'],
  ]);
});

it('a text with an error has no valid reading', () => {
  expect(checkText('ontology: [').valid).toBeUndefined();
  expect(checkText('').diagnostics).not.toEqual([]);
});
