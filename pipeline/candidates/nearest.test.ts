import { describe, expect, test } from 'vitest';
import type { Scene } from '#contract/ports/scene';
import type { ProposedCandidate } from './candidate.ts';
import { planCandidates } from './plan.ts';
import { propose } from './propose.ts';
import { askedOntology } from './testing/asked-ontology.ts';
import { buildScene, type PairSpec, type TrackSpec } from './testing/scene-builder.ts';

const numbers = (figures: string): readonly number[] =>
  Array.from(figures, (figure) => (figure === '?' ? Number.NaN : Number(figure)));

/** What a rule about the actor `a` finds. */
function proposed(when: string, scene: Scene): readonly ProposedCandidate[] {
  return propose(planCandidates(askedOntology(when)), scene).candidates.filter(
    ({ actors }) => actors[0]?.trackId === 'a',
  );
}

function found(when: string, scene: Scene): readonly string[] {
  return proposed(when, scene).map(({ startFrame, endFrame }) => `${startFrame}-${endFrame}`);
}

interface Other {
  readonly distance: string;
  readonly speed?: string;
  readonly className?: string;
}

/** The actor with others, each as far and as fast as its figures say, one a frame. */
function beside(...others: readonly Other[]): Scene {
  const actor: TrackSpec = { id: 'a', columns: { speed: numbers('1111111111'), x: numbers('1111111111') } };
  const tracks = others.map(({ distance, speed = distance, className = 'car' }, number): TrackSpec => {
    return { id: `o${number}`, className, columns: { speed: numbers(speed), x: numbers(speed) } };
  });
  const pairs = others.map(({ distance }, number): PairSpec => {
    return { of: ['a', `o${number}`], columns: { distance: numbers(distance) } };
  });
  return buildScene({ tracks: [actor, ...tracks], pairs, pairRadius: 8 });
}

const near = 'distance(actor, nearest(actor, vehicle)) < 3 m';

test.each([
  [
    'whoever it is in the frame',
    near,
    [{ distance: '1155555555' }, { distance: '5555115555' }],
    ['0-2', '4-6'],
  ],
  [
    'of the class',
    near,
    [{ distance: '1111111111', className: 'person' }, { distance: '5555115555' }],
    ['4-6'],
  ],
  [
    'its own features',
    `${near} and speed(nearest(actor, vehicle)) > 1 m/s`,
    [
      { distance: '1111115555', speed: '2222222222' },
      { distance: '5550005555', speed: '0000000000' },
    ],
    ['0-3'],
  ],
  [
    'of those alike the first',
    `${near} and speed(nearest(actor, vehicle)) > 1 m/s`,
    [
      { distance: '1111111111', speed: '2222200000' },
      { distance: '1111111111', speed: '0000022222' },
    ],
    ['0-5'],
  ],
  [
    'unknown where nobody is known, so that it is not false either',
    `not (${near})`,
    [{ distance: '11??5599??' }],
    ['4-6'],
  ],
  [
    'whose distance is known, whoever else is there',
    near,
    [{ distance: '1?1?111111' }, { distance: '4444999999' }],
    ['0-1', '2-3', '4-10'],
  ],
] as const)('the nearest is %s', (_, when, others, spans) => {
  expect(found(when, beside(...others))).toEqual(spans);
});

test('the nearest to one may be asked about from another', () => {
  const scene = beside({ distance: '1111155555' }, { distance: '2222222222', className: 'person' });
  const when = `some person one where (distance(actor, one) < 3 m and ${near})`;
  expect(found(when, scene)).toEqual(['0-5']);
});

test('who was the nearest where it was weakest is told in the reasons', () => {
  const [candidate] = proposed(near, beside({ distance: '1255555555' }, { distance: '5510555555' }));
  const [clause] = candidate?.clause.children ?? [];
  expect(clause).toMatchObject({ op: 'compare', value: 2, weakestFrame: 1, others: ['o0'] });
});

describe('a group', () => {
  const group = (firsts: readonly string[], speeds: readonly string[]): Scene =>
    buildScene({
      tracks: firsts.map((first, number): TrackSpec => {
        const columns = {
          group_first: numbers(first),
          speed: numbers(speeds[number] ?? ''),
          x: numbers(first),
        };
        return { id: number === 0 ? 'a' : `o${number}`, columns };
      }),
      pairs: [],
    });
  const scene = group(['0000000?00', '0001110000', '0002222222'], ['0000000000', '2222222222', '0022222222']);

  test.each([
    ['some person o in group(actor) where speed(o) > 1 m/s', ['0-3', '6-7', '8-10']],
    ['every person o in group(actor) where speed(o) > 1 m/s', ['2-10']],
    ['count(person o in group(actor) where speed(o) > 1 m/s) >= 2', ['2-3']],
    ['some person o where (in_group_with(actor, o) and speed(o) < 1 m/s)', ['0-2']],
    ['not (some person o where in_group_with(o, actor))', ['3-6']],
  ])('%s', (when, spans) => expect(found(when, scene)).toEqual(spans));
});
