import { describe, expect, it } from 'vitest';
import { AftertrackError, type ErrorCode } from '#contract/errors';
import { features } from '#contract/features';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import type { Scene } from '#contract/ports/scene';
import { newId } from '#contract/ids';
import { shownFeature, unitText } from './trace.ts';

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

function ask(query: Readonly<Record<string, string>>) {
  return shownFeature(scene, { job: newId(), feature: 'speed', a: 'ann', ...query });
}

function refusal(query: Readonly<Record<string, string>>): ErrorCode | undefined {
  try {
    ask(query);
    return undefined;
  } catch (thrown) {
    return thrown instanceof AftertrackError ? thrown.problem.code : undefined;
  }
}

describe('a shown feature', () => {
  it('is the series of its subject, with its unit', () => {
    expect(ask({})).toMatchObject({ series: speed, unit: 'body/s', feature: { name: 'speed' } });
  });

  it('has no series where the job has none', () => {
    expect(ask({ a: 'bob' }).series).toBeUndefined();
  });

  it('is of a pair in either order, and of a track and a zone', () => {
    expect(ask({ feature: 'distance', a: 'bob', b: 'ann' }).series).toBe(apart);
    expect(ask({ feature: 'line_side', zone: 'gate' }).series).toBe(speed);
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
