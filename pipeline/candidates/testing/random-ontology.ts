import { relationNames } from '#ontology/syntax';
import { createRandom, type Random } from './random.ts';

const comparisons = ['<', '<=', '>', '>='] as const;
const times = ['0.05 s', '0.1 s', '0.3 s', '500 ms', '$pause', '2 * $pause'] as const;

const timeWindows = ['[-0.2 s, 0 s]', '[0 s, 0.3 s]', '[-0.1 s, $pause]', '[0.1 s, 0.2 s]'] as const;
const waits = ['[0 s, 0.3 s]', '[0 s, $pause]', '[0.1 s, 0.4 s]'] as const;

type Roles = readonly [string, ...string[]];

function speedValue(random: Random, roles: Roles): string {
  const a = random.pick(roles);
  const b = random.pick(roles);
  return random.pick([
    `speed(${a})`,
    `abs(vx(${a}))`,
    `max(speed(${a}), vx(${b}), 0.25 m/s)`,
    `min(speed(${a}), -vx(${b}))`,
    `speed(${a}) + vx(${b})`,
    `(speed(${a}) - vx(${b})) * 0.5`,
    `speed(${a}) / vx(${b}) * 1 m/s`,
    `accel_along(${a}) * 1 s`,
    `gait(${a})`,
    `mean(speed(${a}), ${random.pick(timeWindows)})`,
    `${random.pick(['min', 'max'])}(vx(${a}), ${random.pick(timeWindows)})`,
    `mean(vx(${b}), ${random.pick(times)})`,
    `lag(speed(${a}), ${random.pick(times)})`,
    `change(vx(${a}), ${random.pick(times)})`,
  ]);
}

function nearestAtom(random: Random, roles: Roles): string {
  const comparison = random.pick(comparisons);
  const nearest = `nearest(${random.pick(roles)}, ${random.pick(['person', 'any'])})`;
  const near = `distance(${random.pick(roles)}, ${nearest}) ${comparison} ${random.pick(['0.8 m', '1 m'])}`;
  const value = random.pick([
    `speed(${nearest})`,
    `approach_speed(${random.pick(roles)}, ${nearest})`,
    `mean(vx(${nearest}), ${random.pick(timeWindows)})`,
    `max(speed(${nearest}), vx(${random.pick(roles)}))`,
  ]);
  return random.pick([
    near,
    `(${near} or ${value} ${random.pick(comparisons)} 0.5 m/s)`,
    `(${near} and zone_distance(${nearest}, area) ${comparison} 0.5 m)`,
  ]);
}

function atom(random: Random, roles: Roles): string {
  const a = random.pick(roles);
  const comparison = random.pick(comparisons);
  const value = speedValue(random, roles);
  return random.pick([
    `${value} ${comparison} ${random.pick(['0 m/s', '0.5 m/s', '1 m/s', '$fast', '$fast - 0.5 m/s'])}`,
    `0.5 m/s ${comparison} ${value}`,
    `${value} ${comparison} ${speedValue(random, roles)}`,
    `${value} between 0.25 m/s and $fast`,
    `inside(${a}, area)`,
    `zone_distance(${a}, area) ${comparison} 0.5 m`,
    `crosses(${a}, line)`,
    `crosses(${a}, line, left_to_right)`,
    `moving(${a})`,
    `says(${random.pick([`${a}, `, ''])}"${random.pick(['stop', 'STOP*', 'please stop', 'go'])}")`,
    `${a} is ${random.pick(['person', 'any'])}`,
    nearestAtom(random, roles),
  ]);
}

function pairAtom(random: Random, roles: Roles): string {
  const comparison = random.pick(comparisons);
  if (roles.length < 2) return atom(random, roles);
  return random.pick([
    `distance(a, b) ${comparison} 1 m`,
    `distance(b, a) between 0.5 m and 1.5 m`,
    `distance(a, b) * 2 ${comparison} 2 m`,
    `in_group_with(a, b)`,
    `approach_speed(a, b) ${comparison} 0.5 m/s`,
    atom(random, roles),
  ]);
}

function truth(random: Random, roles: Roles, depth: number): string {
  if (depth === 0) return pairAtom(random, roles);
  const one = (): string => truth(random, roles, depth - 1);
  const other = `o${depth}`;
  const apart = (): string =>
    `distance(${roles[0]}, ${other}) ${random.pick(comparisons)} ${random.pick(['0.8 m', '1.5 m'])}`;
  const own = (): string => atom(random, [other, ...roles]);
  const any = (): string => random.pick([apart(), own(), `(${apart()} and ${own()})`]);
  const makers: readonly (() => string)[] = [
    () => `${random.pick(['some', 'every'])} ${random.pick(['person', 'any'])} ${other} where ${any()}`,
    () => `count(any ${other} where ${any()}) ${random.pick(comparisons)} ${1 + random.below(2)}`,
    () =>
      `${random.pick(['some', 'every'])} any ${other} in group(${random.pick(roles)}) where ${random.pick([own(), apart()])}`,
    () =>
      `count(any ${other} in group(${roles[0]}) where ${own()}) ${random.pick(comparisons)} ${1 + random.below(2)}`,
    () => `some any ${other} where (${apart()} and in_group_with(${other}, ${roles[0]}))`,
    () => `not (${one()})`,
    () => `(${one()}) and (${one()})`,
    () => `(${one()}) or (${one()})`,
    () => `onset(${one()})`,
    () => `offset(${one()})`,
    () => `known(${one()})`,
    () => `(enters ${one()} leaves ${one()})`,
    () => `(${chain(random, roles, depth - 1)})`,
    () => `${random.pick(['always', 'eventually'])}${random.pick(timeWindows)} (${one()})`,
    () => `((${one()}) ${random.pick(['until', 'since'])}${random.pick(waits)} (${one()}))`,
  ];
  return (makers[random.below(makers.length + 1)] ?? (() => pairAtom(random, roles)))();
}

/** A condition with `for` and `gaps` in any order. */
function chain(random: Random, roles: Roles, depth: number): string {
  let text = truth(random, roles, depth);
  for (let count = random.below(3); count > 0; count--)
    text = `${text}${random.pick([',', ''])} ${random.pick(['for >=', 'gaps <='])} ${random.pick(times)}`;
  return text;
}

const relations = relationNames.map(String) as unknown as readonly [string, ...string[]];

function bouts(random: Random, roles: Roles, depth: number, events: readonly [string, ...string[]]): string {
  const simple = (): string => `(${chain(random, roles, depth)})`;
  const event = (): string => random.pick(events);
  const either = (): string => (random.below(2) === 0 ? simple() : event());
  const makers: readonly (() => string)[] = [
    () => `${simple()} then ${simple()} within ${random.pick(times)}`,
    () => `${event()}, gaps <= ${random.pick(times)}`,
    () =>
      `${simple()} starts within [-0.2 s, ${random.pick(times)}] after ${random.pick(['start', 'end'])}(${event()})`,
    () => `${event()} then ${simple()} within ${random.pick(times)}, for >= 0.1 s`,
    () => `${event()} or ${either()}`,
    () => `${event()} and ${either()}`,
    () => `${either()} except ${either()}`,
    () =>
      `repeat(${either()}, >= ${2 + random.below(2)}, within ${random.pick(['0.5 s', '2 s', '$pause * 8'])})`,
    () => `${either()} ${random.pick(relations)} ${either()} within ${random.pick(['0.05 s', '0.3 s'])}`,
    () =>
      `${either()} ${random.pick(['before', 'after', 'overlaps', 'overlapped_by'])} ${either()} by [0 s, 0.4 s]`,
    () => `(${either()} ${random.pick(relations)} ${either()}), for >= 0.05 s`,
    () => chain(random, roles, depth),
  ];
  return (makers[random.below(makers.length)] ?? simple)();
}

const head = `
ontology: random
version: 1.0.0
space: metric
classes: { person: person, any: [person, car] }
zones: { area: { kind: area }, line: { kind: line } }
params:
  fast: { value: 0.5 m/s, range: [0.1 m/s, 1.5 m/s] }
  pause: { value: 0.15 s }
define:
  gait(p): abs(vx(p)) * 2
  moving(p): speed(p) > 0.25 m/s or gait(p) > $fast
events:`;

function event(name: string, kind: string, roles: string, fields: readonly string[]): string {
  const lines = [`kind: ${kind}`, `roles: { ${roles} }`, 'starts: at first', 'ends: at last', ...fields];
  return [`  ${name}:`, ...lines.map((line) => `    ${line}`)].join('\n');
}

function quoted(field: string, expression: string): string {
  return `${field}: >-\n      ${expression}`;
}

/** Event types with an optional and with a repeated role. */
function castEvents(random: Random, depth: number): readonly string[] {
  const alone: Roles = ['a'];
  const both: Roles = ['a', 'b'];
  return [
    event('watched', 'interaction', 'a: any, b: { class: any, optional: true }', [
      quoted(
        'when',
        `distance(a, b) <= 1.5 m and (${truth(random, both, 1)}) and (${truth(random, alone, depth)})`,
      ),
      quoted(
        'and_then',
        `(${chain(random, random.pick([alone, both] as const), 1)}) within ${random.pick(times)}`,
      ),
    ]),
    event(
      'gathering',
      'action',
      `a: any, c: { class: any, repeated: true, at_least: ${1 + random.below(2)} }`,
      [
        quoted(
          'when',
          `(${truth(random, alone, 1)}) and distance(a, c) <= 1.5 m and ${atom(random, ['c', 'a'])}, gaps <= ${random.pick(times)}`,
        ),
      ],
    ),
  ];
}

/** An ontology text that uses every operator; each seed makes another. */
export function randomOntologyText(seed: number): string {
  const random = createRandom(seed ^ 0x5bd1e995);
  const depth = 1 + random.below(3);
  const alone: Roles = ['a'];
  const both: Roles = ['a', 'b'];
  return [
    head,
    event('first', 'movement', 'a: any', [quoted('when', chain(random, alone, depth))]),
    event('second', 'action', 'a: person', [quoted('when', bouts(random, alone, depth, ['first(a)']))]),
    event('third', 'decision', 'a: any', [
      quoted('when', chain(random, alone, depth)),
      quoted(
        'edges',
        random.pick([
          `snap ${speedValue(random, alone)} within 0.3 s`,
          'snap to change point of speed(a) within 0.4 s',
        ]),
      ),
      'length: 0.1 s to 2 s',
      quoted(
        'and_then',
        `${random.pick(['first(a)', `(${chain(random, alone, 1)})`])} within ${random.pick(times)}`,
      ),
    ]),
    event('meeting', 'interaction', 'a: any, b: any, symmetric: true', [
      quoted(
        'when',
        `distance(a, b) <= 1.5 m and (${truth(random, both, depth)}), gaps <= ${random.pick(['0.1', '0.3', '0.6'])} s`,
      ),
      ...random.pick([[], ['edges: snap to change point of distance(b, a) within 0.2 s']] as const),
    ]),
    event('joining', 'interaction', 'a: person, b: any', [
      quoted('when', bouts(random, both, depth, ['first(a)', 'first(b)', 'meeting(b, a)', 'second(a)'])),
      `edges: snap ${random.pick(['', 'to change point of '])}distance(${random.pick(['a, b', 'b, a'])}) within 0.2 s`,
      'length: 0 s to $pause * 40',
    ])
      .replace(
        'when: >-\n      ',
        'when: >-\n      (distance(a, b) < 1.5 m, gaps <= 0.3 s) then '.concat('\n      ('),
      )
      .replace('\n    edges', ') within 2 s\n    edges'),
    ...castEvents(random, depth),
    event('answer', 'reaction', 'a: any, b: any', [
      quoted('stimulus', `first(b) as c where distance(a, b) < 1.5 m and (${truth(random, both, 1)})`),
      quoted(
        'when',
        `${chain(random, both, depth)}, starts within [-0.3 s, 1 s] after ${random.pick(['start', 'end'])}(c)`,
      ),
      'latency: start - start(c)',
    ]),
  ].join('\n');
}
