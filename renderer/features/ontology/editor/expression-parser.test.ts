import { expect, it } from 'vitest';
import { street } from '../language/testing/street.ts';
import { ontologyLanguage } from './expression-parser.ts';

function read(text: string): readonly string[] {
  const found: string[] = [];
  ontologyLanguage.parser.parse(text).iterate({
    enter: ({ name, from, to }) => {
      if (/^(?:Number|Unit|Parameter|Name|Call|Keyword|Sign|Words|Keypoint|Strange)$/.test(name))
        found.push(`${name} ${text.slice(from, to)}`);
    },
  });
  return found;
}

it('the tokens of an expression are those of the language', () => {
  const text = 'define:\n  running(p): enters speed(p) > $run leaves speed(p) < 1.5 m/s\n';
  expect(read(text)).toEqual([
    'Keyword enters',
    'Call speed',
    'Sign (',
    'Name p',
    'Sign )',
    'Sign >',
    'Parameter $run',
    'Keyword leaves',
    'Call speed',
    'Sign (',
    'Name p',
    'Sign )',
    'Sign <',
    'Number 1.5 ',
    'Unit m/s',
  ]);
});

it('values of parameters, quoted and block scalars and words are known, other values are not', () => {
  const found = read(street);
  expect(found).toContain('Unit m/s');
  expect(found).toContain('Words the first step');
  expect(found).toContain('Words how fast one walks at least');
  expect(found.filter((each) => each === 'Call close')).toHaveLength(1);
  expect(found.filter((each) => / (?:movement|street|metric|person)$/.test(each))).toEqual([]);
});

it('what no expression knows is told apart, and a broken text is read as far as it goes', () => {
  expect(read('define:\n  a(p): speed(p) ? 1 m/s\n')).toContain('Strange ?');
  expect(() => read('define:\n  a(p: [speed(p) {')).not.toThrow();
});
