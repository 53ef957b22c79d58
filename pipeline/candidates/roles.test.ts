import { describe, expect, test } from 'vitest';
import type { Scene } from '#contract/ports/scene';
import { planCandidates } from './plan.ts';
import { propose } from './propose.ts';
import { askedOntology } from './testing/asked-ontology.ts';
import { buildScene, type PairSpec, type TrackSpec } from './testing/scene-builder.ts';

const numbers = (figures: string): readonly number[] => Array.from(figures, Number);

function track(id: string, className: string, speed: string): TrackSpec {
  return { id, className, columns: { speed: numbers(speed), x: numbers(speed) } };
}

function pair(a: string, b: string, distance: string): PairSpec {
  return { of: [a, b], columns: { distance: numbers(distance) } };
}

/** What a rule over these roles proposes, as "start-end actors / objects". */
function found(roles: string, when: string, scene: Scene): readonly string[] {
  const told = (list: readonly { readonly role: string; readonly trackId: string }[]): string =>
    list.map(({ role, trackId }) => `${role} ${trackId}`).join(', ');
  return propose(planCandidates(askedOntology(when, { roles })), scene).candidates.map(
    ({ startFrame, endFrame, actors, objects }) =>
      `${startFrame}-${endFrame} ${told(actors)} / ${told(objects)}`,
  );
}

describe('an optional role', () => {
  const roles = 'actor: person, other: { class: vehicle, optional: true }';
  const when = 'speed(actor) > 1 m/s and distance(actor, other) < 3 m';

  test('is filled where somebody fits, and empty where nobody does', () => {
    const scene = buildScene({
      tracks: [
        track('p', 'person', '0220022000'),
        track('q', 'person', '0000000220'),
        track('v', 'car', '0000000000'),
      ],
      pairs: [pair('p', 'v', '1111199999'), pair('q', 'v', '9999999999')],
    });
    expect(found(roles, when, scene)).toEqual(['1-3 actor p / other v', '5-7 actor p / ', '7-9 actor q / ']);
  });

  test('is filled where the two overlap in part only', () => {
    const scene = buildScene({
      tracks: [track('p', 'person', '0222200000'), track('v', 'car', '0000000000')],
      pairs: [pair('p', 'v', '9991111111')],
    });
    expect(found(roles, when, scene)).toEqual(['3-5 actor p / other v']);
  });

  test('may be the first that is written', () => {
    const scene = buildScene({ tracks: [track('p', 'person', '0220')] });
    expect(found('other: { class: vehicle, optional: true }, actor: person', when, scene)).toEqual([
      '1-3 actor p / ',
    ]);
  });
});

describe('a repeated role', () => {
  const roles = 'actor: person, others: { class: vehicle, repeated: true, at_least: 2 }';
  const scene = buildScene({
    tracks: [
      track('p', 'person', '0222222000'),
      ...['u', 'v', 'w'].map((id) => track(id, 'car', '0000000000')),
    ],
    pairs: [pair('p', 'u', '1111111111'), pair('p', 'v', '9911199999'), pair('p', 'w', '9999111199')],
  });

  test('is filled by all of which its part of the rule holds in a frame, as many as are asked for in each', () => {
    expect(found(roles, 'speed(actor) > 1 m/s and distance(actor, others) < 3 m', scene)).toEqual([
      '2-7 actor p / others u, others v, others w',
    ]);
  });

  test('may be of actors, and beside two other roles', () => {
    const more = 'actor: person, one: vehicle, others: { class: vehicle, repeated: true, is: actor }';
    const rule = 'distance(actor, one) < 3 m and distance(actor, others) < 3 m, for >= 0.3 s';
    expect(found(more, rule, scene)).toEqual([
      '2-5 actor p, others u, others w / one v',
      '2-8 actor p, others v, others w / one u',
      '4-8 actor p, others u, others v / one w',
    ]);
  });
});
