import { describe, expect, test } from 'vitest';
import type { Scene } from '#contract/ports/scene';
import { planCandidates } from './plan.ts';
import { propose } from './propose.ts';
import { askedOntology, fastAndFar } from './testing/asked-ontology.ts';
import { buildScene, type PairSpec, type TrackSpec } from './testing/scene-builder.ts';

/** One figure a tenth of a second; `?` is missing. */
function numbers(figures: string): readonly number[] {
  return Array.from(figures, (figure) => (figure === '?' ? Number.NaN : Number(figure)));
}

interface Figures {
  /** Speed of the actor, m/s. */
  readonly speed: string;
  /** What `x` of the actor is, m, where it matters. */
  readonly x?: string;
}

function actor({ speed, x = speed }: Figures, rest: Partial<TrackSpec> = {}): TrackSpec {
  return { id: 'a', columns: { speed: numbers(speed), x: numbers(x) }, ...rest };
}

/** An event type `asked`, and `fast` and `far` to refer to. */
const ontologyOf = (when: string) => askedOntology(when, { more: fastAndFar });

/** Spans of what `when` finds in a scene at ten pictures per second. */
function found(when: string, scene: Scene): readonly string[] {
  return propose(planCandidates(ontologyOf(when)), scene).candidates.map(
    ({ startFrame, endFrame }) => `${startFrame}-${endFrame}`,
  );
}

const alone = (figures: Figures): Scene => buildScene({ tracks: [actor(figures)] });

describe('a window of time', () => {
  test.each([
    ['always[0 s, 0.2 s] speed(actor) > 1 m/s', '0022220000', ['2-4']],
    ['always[0 s, 0.2 s] speed(actor) > 1 m/s', '0020200000', []],
    ['eventually[0 s, 0.2 s] speed(actor) > 1 m/s', '0000200000', ['2-5']],
    ['eventually[-0.2 s, 0 s] speed(actor) > 1 m/s', '0000200000', ['4-7']],
    ['mean(speed(actor), [-0.1 s, 0.1 s]) > 2 m/s', '0003330000', ['4-5']],
    ['mean(speed(actor), 0.1 s) >= 3 m/s', '0003330000', ['4-6']],
    ['max(speed(actor), [0 s, 0.1 s]) > 2 m/s', '0003000000', ['2-4']],
    ['min(speed(actor), [0 s, 0.1 s]) > 2 m/s', '0003330000', ['3-5']],
    ['lag(speed(actor), 0.2 s) > 2 m/s', '0003000000', ['5-6']],
    ['change(speed(actor), 0.1 s) > 2 m/s', '0003330000', ['3-4']],
  ])('%s over %s', (when, speed, spans) => expect(found(when, alone({ speed }))).toEqual(spans));

  test('is unknown where it leaves the track, unless what is on it decides', () => {
    expect(found('always[0 s, 0.2 s] speed(actor) > 1 m/s', alone({ speed: '2222' }))).toEqual(['0-2']);
    expect(found('eventually[0 s, 0.2 s] speed(actor) > 1 m/s', alone({ speed: '0002' }))).toEqual(['1-4']);
    expect(found('not (always[0 s, 0.2 s] speed(actor) > 1 m/s)', alone({ speed: '2220' }))).toEqual(['1-4']);
  });

  test('is unknown where a frame of it is missing, unless others decide', () => {
    expect(found('known(always[0 s, 0.1 s] speed(actor) > 1 m/s)', alone({ speed: '22?0022' }))).toEqual([
      '0-1',
      '2-6',
    ]);
  });
});

describe('until and since', () => {
  test.each([
    ['speed(actor) > 1 m/s until[0 s, 0.3 s] x(actor) > 1 m', { speed: '2220000', x: '0002000' }, ['0-4']],
    ['speed(actor) > 1 m/s until[0 s, 0.3 s] x(actor) > 1 m', { speed: '2020000', x: '0002000' }, ['2-4']],
    ['speed(actor) > 1 m/s until[0 s, 0.1 s] x(actor) > 1 m', { speed: '2220000', x: '0002000' }, ['2-4']],
    ['speed(actor) > 1 m/s since[0 s, 0.3 s] x(actor) > 1 m', { speed: '0022220', x: '0200000' }, ['1-5']],
    ['speed(actor) > 1 m/s since[0.2 s, 0.3 s] x(actor) > 1 m', { speed: '0022220', x: '0200000' }, ['3-5']],
  ])('%s over %o', (when, figures, spans) => expect(found(when, alone(figures))).toEqual(spans));
});

describe('bouts of event types', () => {
  test.each([
    ['fast(actor) or far(actor)', { speed: '0220002200', x: '0022000000' }, ['1-4', '6-8']],
    ['fast(actor) and far(actor)', { speed: '0222002200', x: '0022200000' }, ['2-4']],
    ['fast(actor) except far(actor)', { speed: '0222220000', x: '0002000000' }, ['1-3', '4-6']],
    ['repeat(fast(actor), >= 3, within 0.7 s)', { speed: '0202020000' }, ['1-6']],
    ['repeat(fast(actor), >= 3, within 0.4 s)', { speed: '0202020000' }, []],
  ])('%s over %o', (when, figures, spans) => expect(found(when, alone(figures))).toEqual(spans));
});

describe('the relation', () => {
  test('is bounded by the time between, or shared', () => {
    const figures = { speed: '0002220000', x: '0000000022' };
    expect(found('fast(actor) before far(actor) by [0 s, 0.2 s]', alone(figures))).toEqual(['3-6']);
    expect(found('fast(actor) before far(actor) by [0 s, 0.1 s]', alone(figures))).toEqual([]);
  });

  test('takes edges that differ by no more than its tolerance for the same', () => {
    const figures = { speed: '0002220000', x: '0000000220' };
    expect(found('fast(actor) meets far(actor) within 0.1 s', alone(figures))).toEqual(['3-6']);
    expect(found('fast(actor) before far(actor) within 0.1 s', alone(figures))).toEqual([]);
  });
});

/** The actor with others beside it, each as far as its figures say. */
function besideOf(className: string, distances: readonly string[]): Scene {
  const others = distances.map((figures, number): TrackSpec => {
    return { id: `o${number}`, className, columns: { speed: numbers(figures), x: numbers(figures) } };
  });
  const pairs = distances.map((figures, number): PairSpec => {
    return { of: ['a', `o${number}`], columns: { distance: numbers(figures) } };
  });
  return buildScene({ tracks: [actor({ speed: '11111' }), ...others], pairs });
}

const beside = (...distances: readonly string[]): Scene => besideOf('person', distances);

describe('others', () => {
  const near = 'distance(actor, one) < 2 m';
  const spansOfActor = (when: string, scene: Scene): readonly string[] =>
    propose(planCandidates(ontologyOf(when)), scene)
      .candidates.filter(({ actors }) => actors[0]?.trackId === 'a')
      .map(({ startFrame, endFrame }) => `${startFrame}-${endFrame}`);

  test.each([
    [`some person one where ${near}`, ['3'.repeat(5), '33113'], ['2-4']],
    [`some person one where ${near}`, ['33333', '33333'], []],
    [`every person one where ${near}`, ['11111', '33113'], ['2-4']],
    [`every vehicle one where ${near}`, ['33333'], ['0-5']],
    [`count(person one where ${near}) >= 2`, ['11333', '13133', '31133'], ['0-3']],
    [`count(person one where ${near}) < 2`, ['11333', '13133'], ['1-5']],
  ])('%s beside %o', (when, distances, spans) =>
    expect(spansOfActor(when, beside(...distances))).toEqual(spans),
  );

  test('that may be near or not leave it unknown', () => {
    expect(spansOfActor(`some person one where ${near}`, beside('33?33'))).toEqual([]);
    expect(spansOfActor(`not (some person one where ${near})`, beside('33333', '33?33'))).toEqual([
      '0-2',
      '3-5',
    ]);
  });

  test('are counted however many there are', () => {
    const crowd = besideOf(
      'car',
      Array.from({ length: 300 }, () => '11'),
    );
    expect(spansOfActor(`every vehicle one where ${near}`, crowd)).toEqual(['0-5']);
    expect(spansOfActor(`count(vehicle one where ${near}) >= 100`, crowd)).toEqual(['0-2']);
    expect(spansOfActor(`not (some vehicle one where ${near})`, crowd)).toEqual(['2-5']);
  });

  test('are counted and named in the reasons', () => {
    const [candidate] = propose(
      planCandidates(ontologyOf(`count(person one where ${near}) >= 2`)),
      beside('11111', '11111', '33333'),
    ).candidates.filter(({ actors }) => actors[0]?.trackId === 'a');
    const [clause] = candidate?.clause.children ?? [];
    const others = ['o0', 'o1'];
    expect(clause).toMatchObject({
      op: 'at_least',
      value: 2,
      threshold: 2,
      comparison: '>=',
      margin: 0,
      others,
    });
  });
});
