import { describe, expect, test } from 'vitest';
import { features } from '#contract/features';
import { featureUsage } from './check-feature.ts';
import { loadOntology } from './load.ts';
import { printExpression } from './print.ts';
import { unitText } from './units.ts';

function load(when: string, more = '') {
  return loadOntology(`ontology: street
version: 1.0.0
space: metric
classes: { person: person }
zones: { zone: { kind: area }, plaza: { kind: area }, kerb: { kind: line } }
events:
  acts:
    kind: interaction
    roles: { actor: person, other: person }
    starts: then
    ends: later
    when: distance(actor, other) < 5 m and ${when}
${more}`);
}

function problems(when: string, more?: string): readonly string[] {
  return load(when, more).diagnostics.map(({ message, hint }) => `${message} ${hint ?? ''}`.trim());
}

describe('features in rules', () => {
  test.each(
    features.filter(({ name }) => name !== 'inside').map((feature) => [featureUsage(feature), feature]),
  )('%s', (usage, feature) => {
    const call = /^(line_side|crossing)/.test(usage) ? usage.replace('zone', 'kerb') : usage;
    expect(problems(`${call} > 0 ${unitText(feature.unit, 'metric')}`)).toEqual([]);
  });

  test('name a keypoint in quotes of either kind, or plainly', () => {
    for (const name of ['"left_elbow"', "'left_elbow'", 'left_elbow']) {
      const { ontology } = load(`joint_angle(actor, ${name}) > 90 deg`);
      const when = ontology?.events[0]?.when;
      expect(when && printExpression(when, ['actor', 'other'])).toContain(
        'joint_angle(actor, "left_elbow") > 90 deg',
      );
    }
    expect(problems('joint_angle(actor, "tail-m") > 90 deg')).toEqual([]);
  });
});

describe('tracks, groups and captions in rules', () => {
  test('may be those of whoever is nearest, but where a document has a name of its own so', () => {
    for (const call of [
      'speed(nearest(other, person)) > 1 m/s',
      'ttc(other, nearest(actor, person)) < 2 s',
    ]) {
      const { ontology } = load(call);
      const when = ontology?.events[0]?.when;
      expect(when && printExpression(when, ['actor', 'other'])).toContain(call);
    }
    expect(problems('zone_distance(nearest(actor, person), plaza) < 1 m')).toEqual([]);
    expect(problems('joint_angle(nearest(actor, person), "left_knee") < 2 rad')).toEqual([]);
    const more = 'define:\n  nearest(p, q): distance(p, q) < 1 m';
    expect(problems('nearest(actor, other)', more)).toEqual([]);
  });

  test('and captions are asked for by their words', () => {
    for (const call of ['says(actor, "go on")', 'says("stop*")', `says(actor, 'say "stop"')`]) {
      const when = load(call).ontology?.events[0]?.when;
      expect(when && printExpression(when, ['actor', 'other'])).toContain(call);
    }
    expect(problems('says(actor)', 'define:\n  says(p): speed(p) > 1 m/s')).toEqual([]);
  });

  test('may be asked of the members of a group', () => {
    for (const call of [
      'in_group_with(actor, other)',
      'some person o in group(actor) where (speed(o) > 1 m/s and x(o) > 1 m)',
      'every person o in group(other) where speed(o) < 1 m/s',
      'count(person o in group(actor) where speed(o) < 1 m/s) >= 2',
    ]) {
      const { ontology, diagnostics } = load(call);
      const when = ontology?.events[0]?.when;
      expect(diagnostics).toEqual([]);
      expect(when && printExpression(when, ['actor', 'other'])).toContain(call);
    }
    const more = 'define:\n  group(p): speed(p) > 1 m/s\n  in_group_with(p): group(p)';
    expect(problems('group(actor) and in_group_with(other)', more)).toEqual([]);
  });

  test('work in definitions', () => {
    const more = 'define:\n  bent(p): joint_angle(p, "left_knee") < 2 rad and occupancy(plaza) > 3';
    expect(problems('bent(other)', more)).toEqual([]);
  });
});

const wrong: readonly (readonly [when: string, problem: string])[] = [
  [
    'joint_angle(actor, other) > 1 rad',
    '"other" is a role, not a keypoint. Name one in quotes, such as "left_elbow".',
  ],
  [
    'joint_angle(actor, plaza) > 1 rad',
    '"plaza" is a zone, not a keypoint. Name one in quotes, such as "left_elbow".',
  ],
  ['joint_angle(actor, "") > 1 rad', '"" is not a keypoint. Name one in quotes, such as "left_elbow".'],
  [
    'joint_angle(actor) > 1 rad',
    '"joint_angle" takes 2 arguments, found 1. Write it as joint_angle(role, keypoint).',
  ],
  ['occupancy(actor) > 1', 'The zone "actor" is not declared. known: zone, plaza, kerb'],
  ['occupancy(kerb) > 1', 'The zone "kerb" is a line, not an area.'],
  ['crossing(actor, plaza) > 0', 'The zone "plaza" is an area, not a line.'],
  ['ttc(actor, other) < 2 m', 'ttc(actor, other) is s, 2 m is a length.'],
  [
    '"left_elbow" > 1',
    '"left_elbow" is a text, not a value. Only a keypoint is named in quotes, such as joint_angle(actor, "left_elbow"), and what a caption says, such as says(actor, "stop").',
  ],
  ['bearing(actor, actor) > 1 rad', '"actor" is named twice.'],
  [
    'group(actor) > 1',
    'group(actor) is a group, not a value. It stands in "some person other in group(actor) where ..."; ask of one track by group_size(actor) or in_group_with(actor, other).',
  ],
  [
    'some person o in plaza where speed(o) > 1 m/s',
    '"plaza" is not a group. Write it as "person other in group(actor) where ...".',
  ],
  [
    'count(person o in group(actr) where speed(o) > 1 m/s) >= 2',
    '"actr" is not a role here. did you mean "actor"?',
  ],
  [
    'says(actor, stop)',
    'stop is not a text to be said. Write its words in quotes, such as says(actor, "stop").',
  ],
  ['says("...")', '"..." is not a text to be said. Write its words in quotes, such as says(actor, "stop").'],
  ['says(actr, "stop")', '"actr" is not a role here. did you mean "actor"?'],
  [
    'in_group_with(actor)',
    '"in_group_with" takes 2 arguments, found 1. Write it as in_group_with(role, role).',
  ],
  ['speed(nearest(actor, persom)) > 1 m/s', 'The class "persom" is not declared. did you mean "person"?'],
  [
    'nearest(actor, person) < 1 m',
    'nearest(actor, person) is a track, not a value. Ask for one of its features, such as "speed(nearest(actor, person))" or, as the second of two, "distance(actor, nearest(actor, person))".',
  ],
  [
    'distance(nearest(actor, person), other) < 1 m',
    '"nearest(actor, person)" is not a role. It stands in features of one track, and second in those of two.',
  ],
  [
    'speed(nearest(actor)) > 1 m/s',
    '"nearest" takes 2 arguments, found 1. Write it as nearest(role, class).',
  ],
  ['speed(nearest(plaza, person)) > 1 m/s', '"plaza" is not a role here. known: actor, other'],
  ['loming(actor) > 1/s', '"loming" is unknown. did you mean "looming"?'],
];

describe('what is wrong about features', () => {
  test.each(wrong)('%s', (when, problem) => {
    expect(problems(when)).toEqual([problem]);
  });

  test('a feature that came later yields its name to a document', () => {
    const more = 'define:\n  following(p, q): abs(vx(p) - vx(q)) < 0.4 m/s';
    expect(problems('following(actor, other)', more)).toEqual([]);
    expect(problems('speed(actor) > 1 m/s', 'define:\n  speed(p): vx(p)')).toEqual([
      '"speed" is a word of the language and cannot name a definition or its role.',
    ]);
  });
});
