import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from './diagnostics.ts';
import { loadOntology } from './load.ts';
import { eventTypeSummaries } from './summary.ts';

interface Parts {
  readonly space?: string;
  readonly params?: string;
  readonly define?: string;
  readonly when?: string;
  readonly fields?: string;
  readonly kind?: string;
  readonly roles?: string;
  readonly more?: string;
}

function ontologyText(parts: Parts): string {
  return `ontology: street
version: 1.0.0
space: ${parts.space ?? 'metric'}
classes: { person: [person, pedestrian], vehicle: car }
zones: { crosswalk: { kind: area }, kerb: { kind: line, optional: true } }
params: ${parts.params ?? '{}'}
define: ${parts.define ?? '{}'}
events:
  walks:
    kind: ${parts.kind ?? 'movement'}
    roles: { ${parts.roles ?? 'actor: person'} }
    starts: the first step
    ends: the last step
    when: ${parts.when ?? 'speed(actor) > 1 m/s'}
${parts.fields ?? ''}
${parts.more ?? ''}`;
}

/** Problems of a text as "line:column message hint". */
function problems(parts: Parts): readonly string[] {
  return loadOntology(ontologyText(parts)).diagnostics.map(
    ({ line, column, message, hint }) =>
      `${line}:${column} ${message}${hint === undefined ? '' : ` ${hint}`}`,
  );
}

function accepts(when: string, parts: Parts = {}): void {
  expect(problems({ ...parts, when })).toEqual([]);
}

describe('what loads', () => {
  test.each([
    'speed(actor) > 1.5 m/s for >= 0.4 s, gaps <= 0.3 s',
    'enters speed(actor) > 2 m/s leaves speed(actor) < 1 m/s, gaps <= 300 ms',
    'speed(actor) between 100 cm/s and 7.2 km/h',
    'abs(turn_rate(actor)) > 30 deg/s and not inside(actor, crosswalk)',
    'max(abs(vx(actor)), abs(vy(actor))) * 2 > 1 m/s or zone_distance(actor, crosswalk) < 1 m',
    'crosses(actor, kerb, left_to_right) then (inside(actor, crosswalk) for >= 1 s) within 2 s, gaps <= 1 s',
    'onset(speed(actor) > 1 m/s) or offset(inside(actor, crosswalk))',
    'speed(actor) / 2 > 0.5 m/s and 1/s * x(actor) > 1 m/s',
    '"not (speed(actor) < 1 m/s, for >= 1 s)"',
    '>-\n      speed(actor) > 1 m/s   # faster than a stroll\n      for >= 1 s',
  ])('%s', (when) => accepts(when));

  test('a pair with a distance, symmetric', () => {
    const roles = 'a: person, b: person, symmetric: true';
    accepts('distance(a, b) < 2 m and approach_speed(a, b) > 0 m/s', { roles });
  });

  test('summaries say kind, roles and bounds in the order they are written', () => {
    const { ontology } = loadOntology(ontologyText({}));
    expect(ontology && eventTypeSummaries(ontology)).toEqual([
      {
        type: 'walks',
        kind: 'movement',
        roles: [{ name: 'actor', classes: ['person'], is: 'actor' }],
        zones: [],
        symmetric: false,
        starts: 'the first step',
        ends: 'the last step',
      },
    ]);
  });

  test('the role called actor acts, the other is an object unless it says otherwise', () => {
    const { ontology } = loadOntology(
      ontologyText({ roles: 'other: vehicle, actor: person', when: 'distance(actor, other) < 2 m' }),
    );
    expect(ontology?.events[0]?.roles.map(({ name, is }) => `${name} ${is}`)).toEqual([
      'other object',
      'actor actor',
    ]);
  });
});

describe('what is wrong is told with its place and a suggestion', () => {
  test.each([
    ['sped(actor) > 1 m/s', '14:11 "sped" is unknown. did you mean "speed"?'],
    ['speed(actor) > 3 s', '14:26 speed(actor) is m/s, 3 s is a time. did you mean "for >= 3 s"?'],
    ['speed(actor) > 3', '14:26 speed(actor) is m/s, 3 is a plain number. did you mean "3 m/s"?'],
    ['speed(actor) > 3 mps', '14:28 The unit "mps" is unknown. did you mean "ms"?'],
    ['speed > 1 m/s', '14:11 "speed" needs to know of whom. Write it as speed(actor).'],
    ['speed(actr) > 1 m/s', '14:17 "actr" is not a role here. did you mean "actor"?'],
    [
      'speed(actor) > 1 body/s',
      '14:28 This ontology measures lengths in metres (space: metric), "1 body/s" does not. write it in m/s',
    ],
    ['inside(actor, croswalk)', '14:25 The zone "croswalk" is not declared. did you mean "crosswalk"?'],
    ['inside(actor, kerb)', '14:25 The zone "kerb" is a line, not an area.'],
    ['speed(actor) > $fast', '14:26 The parameter "$fast" is not declared. Declare it under `params`.'],
    [
      'speed(actor)',
      '14:11 speed(actor) is a number, not a condition. Compare it, such as "speed(actor) > ...".',
    ],
    ['speed(actor) > 1 m/s for 2 s', '14:36 Expected ">=" after "for", found "2 s".'],
    [
      '1 m/s < speed(actor) < 2 m/s',
      '14:32 A comparison has two sides. Write "x between a and b", or join two with "and".',
    ],
    ['speed(actor) > 1 m/s fro >= 2 s', '14:32 "fro" does not continue the expression. did you mean "for"?'],
    ['(speed(actor) > 1 m/s', '14:32 Expected ")" to close the bracket, found the end of the expression.'],
    ['1 m > 2 m', '14:11 Both sides are constants: it is always the same.'],
    ['walks(actor)', '9:3 "walks" is among its own reasons: walks -> walks.'],
    [
      '>-\n      speed(actor) > 1 m/s\n      and sped(actor) > 2 m/s',
      '16:11 "sped" is unknown. did you mean "speed"?',
    ],
    ['"speed(actor) > 2 s"', '14:27 speed(actor) is m/s, 2 s is a time. did you mean "for >= 2 s"?'],
  ])('%s', (when, message) => {
    expect(problems({ when })).toEqual([message]);
  });
});

describe('what is wrong beyond one expression', () => {
  test('every error is told, not only the first', () => {
    const found = problems({
      when: 'sped(actor) > 1 m/s',
      params: '{ near: { value: 3 parsec } }',
      define: '{ "slow(p)": "speed(p) < 1 s" }',
      fields: '    lenght: 1 s to 2 s',
    });
    expect(found).toHaveLength(4);
  });

  test('an unknown field suggests the known one', () => {
    expect(problems({ fields: '    lenght: 1 s to 2 s' })).toEqual([
      '15:5 The field "lenght" is unknown. did you mean "length"?',
    ]);
  });

  test('a pair without a distance would have to search every pair', () => {
    const [problem] = problems({ roles: 'a: person, b: person', when: 'speed(a) > speed(b)' });
    expect(problem).toContain('compares no distance');
  });

  test('a reaction needs a stimulus, and a window after it', () => {
    expect(problems({ kind: 'reaction' })).toEqual([
      '9:3 The reaction "walks" has no stimulus. Add "stimulus: type(role) as c".',
    ]);
    const more = `  runs: { kind: movement, roles: { actor: person }, starts: a, ends: b, when: speed(actor) > 2 m/s }`;
    const [missing] = problems({ kind: 'reaction', fields: '    stimulus: runs(actor) as c', more });
    expect(missing).toContain('starts within [0 s, 3 s] after start(c)');
  });

  test('definitions that stand on themselves are named in a chain', () => {
    const define = '{ "a(p)": "b(p)", "b(p)": "a(p)" }';
    expect(problems({ define, when: 'a(actor)' })).toEqual([
      expect.stringContaining('"a" is defined by itself: a -> b -> a.'),
    ]);
  });

  test('definitions that double at every step end in a diagnostic', () => {
    const steps = Array.from({ length: 30 }, (_, i) => `"d${i + 1}(p)": "d${i}(p) and d${i}(p)"`);
    const define = `{ "d0(p)": "speed(p) > 1 m/s", ${steps.join(', ')} }`;
    expect(problems({ define, when: 'd30(actor)' }).join()).toContain('too large');
  });

  test('nesting without end is a diagnostic', () => {
    const deep = `${'('.repeat(5000)}speed(actor) > 1 m/s${')'.repeat(5000)}`;
    expect(problems({ when: deep }).join()).toMatch(/nested|at most/);
    expect(loadOntology('['.repeat(20_000)).diagnostics.length).toBeGreaterThan(0);
  });
});

test('a diagnostic is printed with its line and a caret', () => {
  const text = ontologyText({ when: 'speed(actor) > 3 s' });
  const [diagnostic] = loadOntology(text).diagnostics;
  expect(diagnostic && formatDiagnostic('street.yaml', text, diagnostic)).toBe(
    [
      'street.yaml:14:26 speed(actor) is m/s, 3 s is a time. did you mean "for >= 3 s"?',
      '14 |     when: speed(actor) > 3 s',
      '                              ^',
    ].join('\n'),
  );
});

describe('words that came later', () => {
  test('are free for a document that has them as names of its own', () => {
    accepts('count(actor) > 1 m/s and mean(actor)', {
      define: '{ "count(p)": "speed(p) * 2", "mean(p)": "speed(p) > 1 m/s" }',
    });
  });

  test.each([
    ['mean(speed(actor), -1 s) > 1 m/s', '-1 s lies ahead; this looks back.'],
    ['lag(speed(actor), -1 s) > 1 m/s', '-1 s lies ahead; this looks back.'],
    ['mean(speed(actor), [1 s, 0 s]) > 1 m/s', 'The window ends before it begins.'],
    ['speed(actor) > 1 m/s until[-1 s, 1 s] speed(actor) > 2 m/s', 'This window may not begin below zero.'],
    ['3 <= count(person o where speed(o) > 1 m/s)', 'A count is no value by itself'],
    ['count(person o where speed(o) > 1 m/s) >= 1.5', '1.5 is not a whole number up to 100.'],
    [
      'some person o where abs(bearing(actor, o)) < 1 rad',
      '"walks" asks for bearing to others but compares no distance',
    ],
    [
      'speed(nearest(actor, person)) > 1 m/s',
      '"walks" asks for the nearest to others but compares no distance',
    ],
    ['some tree o where speed(o) > 1 m/s', 'The class "tree" is not declared.'],
    ['some person actor where speed(actor) > 1 m/s', '"actor" is a role already.'],
    ['repeat(speed(actor) > 1 m/s, >= 1, within 3 s)', '>= 1 is not how often at least.'],
    ['walks(actor) during walks(actor) by [0 s, 1 s]', '"during" has no time between the two to bound.'],
  ])('%s is told to be wrong', (when, message) => {
    expect(problems({ when }).join('\n')).toContain(message);
  });
});

describe('edges', () => {
  test('snap to the steps of a value, or to the change points of a feature', () => {
    const snapsTo = (edges: string) => {
      const { ontology, diagnostics } = loadOntology(ontologyText({ fields: `    edges: ${edges}` }));
      return (
        ontology?.events[0]?.snap?.to ?? diagnostics.map(({ column, message }) => `${column} ${message}`)
      );
    };
    expect(snapsTo('snap speed(actor) * 2 within 0.3 s')).toBe('step');
    expect(snapsTo('snap to change point of speed(actor) within 0.3 s')).toBe('change point');
    expect(snapsTo('snap to change point of speed(actor) * 2 within 0.3 s')).toEqual([
      '36 Change points are those of one feature, speed(actor) * 2 is made from others.',
    ]);
    expect(snapsTo('snap to change of speed(actor) within 0.3 s')).toEqual([
      '27 Expected "point" as in "to change point of speed(actor)", found "of".',
    ]);
  });
});

test('a parameter below zero keeps its sign, and its unit as written', () => {
  const params = '{ gain: { value: -36 km/h, range: [-72 km/h, 0 km/h] } }';
  const [gain] = loadOntology(ontologyText({ params })).ontology?.parameters ?? [];
  expect(gain).toMatchObject({ value: -10, low: -20, text: '-36 km/h', unitText: 'km/h' });
});
