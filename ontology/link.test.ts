import { describe, expect, test } from 'vitest';
import { compareVersions } from './compare-versions.ts';
import { asLibraryDocument, type Library } from './library.ts';
import { type LoadedOntology, loadOntology } from './load.ts';
import { printExpression } from './print.ts';

const street = `ontology: street
version: 1.2.0
space: metric
classes: { person: [person, pedestrian], vehicle: car }
zones: { road: { kind: area } }
params:
  fast: { value: 2 m/s, range: [1 m/s, 3 m/s], says: how fast one runs }
define:
  running(p): speed(p) > $fast
events:
  runs:
    kind: movement
    roles: { actor: person }
    starts: the first fast frame
    ends: the first slow frame
    when: running(actor), for >= 1 s
    edges: snap speed(actor) within 0.3 s
  crosses_road:
    kind: action
    roles: { actor: person }
    objects: [road]
    starts: on the road
    ends: off the road
    when: inside(actor, road)
  hurries:
    kind: decision
    roles: { actor: person }
    starts: then
    ends: later
    when: inside(actor, road) and speed(actor) > $fast
    and_then: runs(actor) within 1 s
`;

const documents: Readonly<Record<string, string>> = {
  street,
  broken:
    'ontology: broken\nversion: 1.0.0\nspace: metric\nclasses: { person: person }\nevents:\n  walks: { kind: movement, roles: { actor: person }, starts: a, ends: b, when: sped(actor) > 1 m/s }',
  body: 'ontology: body\nversion: 1.0.0\nspace: body\nclasses: { person: person }\nevents:\n  walks: { kind: movement, roles: { actor: person }, starts: a, ends: b, when: speed(actor) > 1 body/s }',
  one: 'ontology: one\nversion: 1.0.0\nspace: metric\nextends: two 1.0.0\nevents: {}\nclasses: {}',
  two: 'ontology: two\nversion: 1.0.0\nspace: metric\nincludes: one 1.0.0\nevents: {}\nclasses: {}',
  base: 'ontology: base\nversion: 1.0.0\nextends: street 1.2.0\nremove: { events: [hurries] }',
};

const library: Library = {
  documents: Object.values(documents).flatMap((text) => asLibraryDocument(text) ?? []),
};

const mine = (lines: string): string => `ontology: mine\nversion: 1.0.0\n${lines}`;
const load = (lines: string): LoadedOntology => loadOntology(mine(lines), 'mine.yaml', library);

function problems(lines: string): readonly string[] {
  return load(lines).diagnostics.map(({ line, column, message, hint }) =>
    `${line}:${column} ${message} ${hint ?? ''}`.trim(),
  );
}

function rule(loaded: LoadedOntology, name: string): string | undefined {
  const event = loaded.ontology?.events.find((one) => one.name === name);
  return (
    event &&
    printExpression(
      event.when,
      event.roles.map((role) => role.name),
    )
  );
}

const walk = '{ kind: movement, roles: { actor: person }, starts: a, ends: b, when: speed(actor) > 1 m/s }';

describe('a document that extends another', () => {
  test('has all that the other has, and its space', () => {
    const loaded = load('extends: street 1.2.0');
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.ontology).toMatchObject({ name: 'mine', version: '1.0.0', space: 'metric' });
    expect(loaded.ontology?.events.map(({ name }) => name)).toEqual(['runs', 'crosses_road', 'hurries']);
    expect(loaded.dependencies.map(({ name, version }) => `${name} ${version}`)).toEqual(['street 1.2.0']);
  });

  test('replaces fields of parameters and events, and whole definitions', () => {
    const loaded = load(
      [
        'extends: street 1.2.0',
        'params: { fast: { value: 1.5 m/s } }',
        'define: { "running(q)": "speed(q) >= $fast" }',
        'events: { runs: { length: 1 s to 9 s } }',
      ].join('\n'),
    );
    expect(loaded.diagnostics).toEqual([]);
    const [fast] = loaded.ontology?.parameters ?? [];
    expect(fast).toMatchObject({ value: 1.5, low: 1, high: 3, says: 'how fast one runs' });
    const [runs] = loaded.ontology?.events ?? [];
    expect(runs).toMatchObject({
      name: 'runs',
      length: { low: { value: 1 } },
      starts: 'the first fast frame',
    });
    expect(JSON.stringify(runs?.when)).toContain('">="');
  });

  test('leaves out what it removes, whole or a field of it', () => {
    const loaded = load('extends: street 1.2.0\nremove: { events: [hurries, runs.edges] }');
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.ontology?.events.map(({ name, snap }) => [name, snap])).toEqual([
      ['runs', undefined],
      ['crosses_road', undefined],
    ]);
  });

  test('may extend one that extends another', () => {
    const loaded = load('extends: base 1.0.0');
    expect(loaded.ontology?.events.map(({ name }) => name)).toEqual(['runs', 'crosses_road']);
    expect(loaded.dependencies.map(({ name }) => name)).toEqual(['base', 'street']);
  });

  test('is compared by what it is, not by how it is written', () => {
    const [was, is] = [load('extends: street 1.2.0').ontology, load('extends: base 1.0.0').ontology];
    const whole = loadOntology(street.replace('ontology: street', 'ontology: mine')).ontology;
    expect(was && whole && compareVersions(whole, was).map(({ level }) => level)).toEqual(['patch']);
    expect(was && is && compareVersions(was, is).map(({ level, says }) => `${level} ${says}`)).toEqual([
      'major Event type hurries was removed.',
      'patch It stands on extends base 1.0.0; it stood on extends street 1.2.0.',
    ]);
  });
});

describe('a document that includes another', () => {
  test('has its names beside its own', () => {
    const loaded = load(`includes: street 1.2.0\nspace: metric\nevents: { strolls: ${walk} }`);
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.ontology?.events.map(({ name }) => name)).toEqual([
      'runs',
      'crosses_road',
      'hurries',
      'strolls',
    ]);
  });

  test('has them under a prefix, which the included rules read too, but for zones', () => {
    const loaded = load(
      [
        'includes: [street 1.2.0 as s]',
        'space: metric',
        'classes: { person: person }',
        `events: { runs: ${walk}, both: { kind: movement, roles: { actor: person }, starts: a, ends: b, when: s_runs(actor) during runs(actor) } }`,
      ].join('\n'),
    );
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.ontology?.events.map(({ name }) => name)).toEqual([
      's_runs',
      's_crosses_road',
      's_hurries',
      'runs',
      'both',
    ]);
    expect(rule(loaded, 's_runs')).toBe('s_running(actor) for >= 1 s');
    expect(rule(loaded, 's_hurries')).toBe('inside(actor, road) and speed(actor) > $s_fast');
    expect(loaded.ontology?.events[0]?.roles[0]).toMatchObject({
      classes: ['s_person'],
      sourceClasses: ['person', 'pedestrian'],
    });
    expect(loaded.ontology?.zones.map(({ zoneId }) => zoneId)).toEqual(['road']);
  });

  test('may include the same twice, plainly and under a prefix', () => {
    expect(problems('includes: [street 1.2.0, base 1.0.0, street 1.2.0 as s]\nspace: metric')).toEqual([]);
  });
});

const wrong: readonly (readonly [lines: string, problem: string])[] = [
  [
    'extends: street 1.3.0',
    '3:10 There is no ontology street 1.3.0 among those shipped and those of the project. known versions: 1.2.0',
  ],
  [
    'extends: stret 1.2.0',
    '3:10 There is no ontology stret 1.2.0 among those shipped and those of the project. did you mean "street"?',
  ],
  [
    'extends: street',
    '3:10 "extends" names an ontology with its version. Write it as "plaza 1.0.0", or "plaza 1.0.0 as p".',
  ],
  [
    'includes: [street 1.2.0, 3]',
    '3:26 "includes" names an ontology with its version. Write it as "plaza 1.0.0", or "plaza 1.0.0 as p".',
  ],
  [
    'extends: one 1.0.0',
    '3:10 In two 1.0.0, line 4, column 11: one 1.0.0 stands on itself: one 1.0.0 -> two 1.0.0 -> one 1.0.0.',
  ],
  [
    'space: metric\nincludes: body 1.0.0',
    '4:11 body 1.0.0 measures lengths as body, this ontology as metric.',
  ],
  [
    'space: metric\nincludes: broken 1.0.0',
    '4:11 In broken 1.0.0, line 6, column 80: "sped" is unknown. did you mean "speed"?',
  ],
  [
    'extends: street 1.2.0\nremove: { events: [rums] }',
    '4:20 There is no "rums" to remove. did you mean "runs"?',
  ],
  [
    'extends: street 1.2.0\nremove: { events: [runs.edgs] }',
    '4:20 There is no "runs.edgs" to remove. did you mean "edges"?',
  ],
  [
    'extends: street 1.2.0\nremove: { params: [fast] }',
    '3:10 In street 1.2.0, line 9, column 26: The parameter "$fast" is not declared. Declare it under `params`.',
  ],
  [
    'extends: street 1.2.0\nremove: { classis: [person] }',
    '4:11 The field "classis" is unknown. did you mean "classes"?',
  ],
  [
    `space: metric\nincludes: street 1.2.0\nevents: { runs: ${walk} }`,
    '5:11 "runs" comes from an ontology that is included, and cannot be another here. Use "extends" to change it, "remove" to leave it out, or another name or prefix.',
  ],
  [
    `space: metric\nincludes: street 1.2.0 as s\nclasses: { person: person }\nevents: { s_walks: ${walk} }`,
    '6:11 Names that begin with "s_" are those included as s. Use "extends" to change it, "remove" to leave it out, or another name or prefix.',
  ],
];

describe('what is wrong about what a document stands on', () => {
  test.each(wrong)('%s', (lines, problem) => {
    expect(problems(lines)[0]).toBe(problem);
  });

  test('two included documents that declare one name differently', () => {
    const other = street.replace('1.2.0', '2.0.0').replace('value: 2 m/s', 'value: 2.5 m/s');
    const more = { documents: [...library.documents, { name: 'street', version: '2.0.0', text: other }] };
    const { diagnostics } = loadOntology(
      mine('space: metric\nincludes: [street 1.2.0, street 2.0.0]'),
      'mine.yaml',
      more,
    );
    expect(diagnostics.map(({ message, column }) => `${column} ${message}`)).toEqual([
      '26 "fast" of street 2.0.0 is there already, and is another.',
    ]);
  });
});
