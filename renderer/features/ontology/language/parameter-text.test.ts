import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadOntology } from '#ontology/load';
import {
  applyEdit,
  numberText,
  parameterNumber,
  stepOf,
  writeParameter,
  writeVersion,
} from './parameter-text.ts';
import { street } from './testing/street.ts';

function written(text: string, name: string, value: string): string | undefined {
  const edit = writeParameter(text, name, value);
  return edit && applyEdit(text, edit);
}

it('writes the number and leaves unit, layout and comments', () => {
  expect(parameterNumber(street, 'near')?.value).toBe(3);
  expect(written(street, 'near', '4.5')).toBe(street.replace('value: 3 m', 'value: 4.5 m'));
});

it.each([
  ['near: { value: -0.5 m', '-0.5'],
  ['near: { value: "3 m"', '3'],
  ['near:\n    value: .5 m\n    range: [0 m, 1 m]\n  rest: { value: 1 m', '.5'],
])('finds the number of %j', (as, number) => {
  expect(parameterNumber(street.replace('near: { value: 3 m', as), 'near')?.insert).toBe(number);
});

it('writes nothing where there is no such number', () => {
  expect(writeParameter(street, 'unknown', '1')).toBeUndefined();
  expect(writeParameter(street.replace('value: 3 m', 'value: three'), 'near', '1')).toBeUndefined();
  expect(writeParameter('', 'near', '1')).toBeUndefined();
});

it('every value of a slider is written so that it reads back as what the slider shows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), (place) => {
      const step = stepOf(0.5, 2);
      const text = numberText(0.5 + place * step, step);
      const after = written(street, 'walk', text) ?? '';
      expect(parameterNumber(after, 'walk')?.value).toBeCloseTo(0.5 + place * step, 9);
      expect(after.replace(`value: ${text} m/s`, 'value: 1 m/s')).toBe(street);
    }),
  );
});

it.each([
  [0.05, 0.3, 0.002],
  [1, 10, 0.05],
  [0, 200, 1],
  [10, 60, 0.5],
  [0.3, 1, 0.005],
])('a slider from %d to %d goes by %d', (low, high, step) => {
  expect(stepOf(low, high)).toBe(step);
});

it('a number has no more digits than its step', () => {
  expect([numberText(0.1 + 0.2, 0.05), numberText(3, 0.5), numberText(100, 1), numberText(0, 0.1)]).toEqual([
    '0.3',
    '3',
    '100',
    '0',
  ]);
});

it('writes the version of the document', () => {
  const edit = writeVersion(street, '1.3.0');
  expect(loadOntology(edit === undefined ? '' : applyEdit(street, edit)).ontology?.version).toBe('1.3.0');
});
