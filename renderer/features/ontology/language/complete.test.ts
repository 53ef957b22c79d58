import { describe, expect, it } from 'vitest';
import { completionsAt } from './complete.ts';
import { typed } from './testing/street.ts';

function offered(find: string, marked: string): readonly string[] {
  const { text, offset } = typed(find, marked);
  return completionsAt(text, offset).offers.map(({ label }) => label);
}

function inserts(find: string, marked: string, label: string): string | undefined {
  const { text, offset } = typed(find, marked);
  return completionsAt(text, offset).offers.find((offer) => offer.label === label)?.insert;
}

const when = 'walking(actor), gaps <= 0.5 s, for >= 1 s';

describe('fields and values of the document', () => {
  it.each([
    [
      '    ends: the last step',
      '    ¦',
      ['helper', 'objects', 'ends', 'edges', 'length', 'says'],
      ['kind', 'roles', 'when', 'value'],
    ],
    ['    kind: movement', '    kind: ¦', ['movement', 'reaction'], ['area']],
    ['space: metric', 'space: ¦', ['metric', 'body'], ['area']],
    ['{ kind: area', '{ kind: ¦', ['area', 'line'], ['movement']],
    ['{ kind: line, optional: true }', '{ kind: line, ¦ }', ['optional', 'says'], ['kind']],
    ['range: [1 m, 10 m] }', '¦ }', ['range', 'scale', 'says'], ['value']],
    ['{ actor: person }', '{ actor: ¦ }', ['person', 'vehicle'], ['crosswalk']],
    ['{ actor: person }', '{ actor: person, ¦ }', ['other', 'symmetric'], ['actor', 'person']],
    ['    ends: the last step', '    objects: [¦]', ['crosswalk', 'kerb'], ['person']],
    ['    ends: the last step', '    starts: ¦', [], ['speed', 'person']],
  ])('%j written as %j is offered what fits', (find, marked, some, none) => {
    const labels = offered(find, marked);
    expect(some.filter((label) => !labels.includes(label))).toEqual([]);
    expect(none.filter((label) => labels.includes(label))).toEqual([]);
  });
});

describe('expressions', () => {
  it.each([
    [
      '¦',
      ['walking', 'speed', 'not', 'some', 'meets', 'actor'],
      ['walks', 'person', '$walk', 'and', 'crosswalk'],
    ],
    ['speed(¦', ['actor'], ['other', 'crosswalk', 'speed']],
    ['inside(actor, ¦', ['crosswalk'], ['kerb', 'actor']],
    ['crosses(actor, ¦', ['kerb'], ['crosswalk', 'actor']],
    ['speed(actor) ¦', ['<', '>=', 'between'], ['and', 'for', 'speed']],
    ['speed(actor) > ¦', ['$walk', 'speed', 'vx', 'abs'], ['$near', '$reaction', 'distance', 'and']],
    ['speed(actor) > $¦', ['$walk'], ['$near', '$reaction']],
    ['speed(actor) > 1 ¦', ['m/s', 'km/h'], ['m', 's', 'body']],
    ['speed(actor) > 1 m/s ¦', ['and', 'or', 'for', 'gaps', 'until', 'starts'], ['<', 'speed']],
    ['speed(actor) > 1 m/s for ¦', ['>='], ['<=', 'and']],
    ['speed(actor) > 1 m/s for >= ¦', ['$reaction'], ['$walk', '$near']],
    ['actor ¦', ['is'], ['and', '<']],
    ['actor is ¦', ['person', 'vehicle'], ['actor']],
    ['some ¦', ['person', 'vehicle'], ['actor']],
    ['some person o ¦', ['where'], ['and']],
    ['some person o where distance(¦', ['actor', 'o'], ['other']],
    ['meets(actor, actor) ¦', ['during', 'before', 'then'], ['<']],
    ['speed(actor) between ¦', ['$walk'], ['$near']],
    ['speed(actor) between 1 m/s and ¦', ['$walk'], ['$near', 'walking']],
    ['abs(¦', ['speed'], ['walking', 'crosswalk']],
    ['always[¦', ['$reaction'], ['$walk']],
    ['always[0 s, 1 s] ¦', ['walking', 'speed'], ['and']],
  ])('after %j what fits is offered', (written, some, none) => {
    const labels = offered(when, written);
    expect(some.filter((label) => !labels.includes(label))).toEqual([]);
    expect(none.filter((label) => labels.includes(label))).toEqual([]);
  });
});

describe('names and forms', () => {
  it('a definition sees its own roles, and not itself', () => {
    expect(offered('distance(a, b) < $near', 'distance(¦')).toEqual(['a', 'b']);
    expect(offered('distance(a, b) < $near', '¦')).not.toContain('close');
  });

  it('in a block below its key the roles are those of its event', () => {
    expect(offered('close(actor, other) and', 'speed(¦')).toEqual(['actor', 'other']);
  });

  it('a call is written with the roles that there are', () => {
    expect(inserts(when, '¦', 'speed')).toBe('speed(actor)');
    expect(inserts('close(actor, other) and', '¦', 'distance')).toBe('distance(actor, other)');
    expect(inserts(when, 'speed(actor) > 1 m/s ¦', 'for')).toBe('for >= ${1 s}');
  });

  it('the fields of a reaction begin as they must', () => {
    expect(offered('    ends: the last step', '    edges: ¦')).toEqual(['snap']);
    expect(offered('    ends: the last step', '    length: 1 s ¦')).toContain('to');
    expect(offered('    ends: the last step', '    stimulus: ¦')).toEqual(['meets']);
    expect(offered('    ends: the last step', '    stimulus: meets(actor, actor) ¦')).toContain('as');
    expect(offered('    ends: the last step', '    latency: ¦')).toEqual(['start - start', 'start - end']);
  });

  it('a parameter is a number with a unit of the space', () => {
    expect(offered('value: 3 m,', 'value: 3 ¦,')).toEqual(expect.arrayContaining(['m', 's', 'm/s']));
    expect(offered('value: 3 m,', 'value: ¦,')).toEqual([]);
  });
});

it('comments and words are left alone', () => {
  expect(offered('# reach', '# spe¦')).toEqual([]);
});

it('every offer of a feature says what the feature page says', () => {
  const { text, offset } = typed(when, '¦');
  const speed = completionsAt(text, offset).offers.find(({ label }) => label === 'speed');
  expect(speed).toMatchObject({ detail: 'm/s', about: { title: 'speed(a)' } });
  expect(speed?.about?.paragraphs[0]).toEqual({ text: 'how fast it moves' });
});
