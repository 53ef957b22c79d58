import { describe, expect, it } from 'vitest';
import { AftertrackError, type ErrorCode } from '#contract/errors';
import { features } from '#contract/features';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import type { Scene } from '#contract/ports/scene';
import { newId } from '#contract/ids';
import { traceOf, unitText } from './trace.ts';

const speed = { startFrame: 10, values: Float32Array.from([1, 2, Number.NaN, 4]) };
const apart = { startFrame: 12, values: Float32Array.from([0.5, 0.25]) };

const scene: Scene = {
  frameIndex: nominalFrameIndex(100, 25),
  space: 'body',
  tracks: [
    { trackId: 'ann', className: 'person', startFrame: 10, endFrame: 14 },
    { trackId: 'bob', className: 'person', startFrame: 12, endFrame: 14 },
  ],
  zones: [
    {
      id: 'gate',
      kind: 'line',
      space: 'px',
      points: [
        [0, 0],
        [1, 1],
      ],
    },
  ],
  pairs: [{ a: 0, b: 1, startFrame: 12, endFrame: 14 }],
  pairRadius: 2,
  trackSeries: (track, feature) => (track === 0 && feature === 'speed' ? speed : undefined),
  pairSeries: (a, b, feature) => (a !== b && feature === 'distance' ? apart : undefined),
  pairValues: () => undefined,
  zoneSeries: (_track, zoneId) => (zoneId === 'gate' ? speed : undefined),
};

function ask(query: Readonly<Record<string, string | number>>) {
  return traceOf(scene, { job: newId(), feature: 'speed', a: 'ann', from: 0, to: 100, ...query });
}

function refusal(query: Readonly<Record<string, string | number>>): ErrorCode | undefined {
  try {
    ask(query);
    return undefined;
  } catch (thrown) {
    return thrown instanceof AftertrackError ? thrown.problem.code : undefined;
  }
}

describe('a trace', () => {
  it('is cut to the asked frames that the track has', () => {
    const trace = ask({ from: 11, to: 13 });
    expect(trace.startFrame).toBe(11);
    expect([...trace.frame]).toEqual([11, 12]);
    expect([...trace.value]).toEqual([2, Number.NaN]);
    expect(trace.unit).toBe('body/s');
  });

  it('leaves the series it was cut from whole', () => {
    expect(ask({ from: 11, to: 13 }).value.buffer).not.toBe(speed.values.buffer);
  });

  it('is empty where the subject is not', () => {
    expect(ask({ from: 50, to: 60 })).toMatchObject({ frame: new Int32Array(0), startFrame: 50 });
    expect(ask({ a: 'bob' }).value).toHaveLength(0);
  });

  it('is of a pair in either order, and of a track and a zone', () => {
    const pair = ask({ feature: 'distance', a: 'bob', b: 'ann' });
    expect([...pair.value]).toEqual([0.5, 0.25]);
    expect(ask({ feature: 'line_side', zone: 'gate' }).frame).toHaveLength(4);
  });

  it('is refused for an unknown feature, track or zone', () => {
    expect(refusal({ feature: 'charm' })).toBe('not_found');
    expect(refusal({ a: 'cat' })).toBe('not_found');
    expect(refusal({ feature: 'distance' })).toBe('not_found');
    expect(refusal({ feature: 'inside', zone: 'moon' })).toBe('not_found');
  });
});

it('says every unit as a person writes it', () => {
  const units = features.map(({ name, unit }) => [name, unitText(unit, 'metric')]);
  expect(Object.fromEntries(units)).toMatchObject({
    speed: 'm/s',
    accel_along: 'm/s^2',
    heading: 'rad',
    turn_rate: 'rad/s',
    inside: '',
    distance: 'm',
  });
  expect(unitText({ length: 0, time: -1, angle: 0, pixel: 0 }, 'body')).toBe('1/s');
});
