import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Kernels } from '#contract/ports/kernels';
import { whole } from './columns.ts';
import { bothKernels } from './testing/both-kernels.ts';
import {
  fitOptions,
  motionColumns,
  pairRoom,
  scatter,
  seededRandom,
  timesOf,
  walk,
} from './testing/builders.ts';
import { furthest } from './testing/compare.ts';
import { askPython, findPython } from './testing/python.ts';

const python = findPython();
const half = 6;
const frames = 2000;
const numbers = z.array(z.number());
const answerSchema = z.object({
  smooth: z.record(z.string(), numbers),
  changes: z.array(numbers),
  inside: z.array(z.boolean()),
  pairs: z.array(z.tuple([z.number(), z.number()])),
});

const random = seededRandom(20279);
const track = walk(frames, random, 0);
let level = 0;
const steps = Float32Array.from({ length: 3000 }, () => {
  if (random() < 0.01) level = random() * 8;
  return level + random() * 3;
});
const searches = [
  { least: 5, penalty: 6 },
  { least: 2, penalty: 3 },
  { least: 40, penalty: 20 },
];
const star = scatter(2 * 11, 10, random, 0, 0);
const [pointsX, pointsY] = [scatter(5000, 11, random, 0, 0), scatter(5000, 11, random, 0, 0)];

async function ask(command: string) {
  const crowd = { x: [...pointsX].slice(0, 900), y: [...pointsY].slice(0, 900), radius: 1 };
  const question = {
    smooth: { x: [...track.x], y: [...track.y], window: 2 * half + 1, fps: 25 },
    changes: searches.map((search) => ({ values: [...steps], ...search })),
    inside: { polygon: [...star], x: [...pointsX], y: [...pointsY] },
    pairs: crowd,
  };
  return answerSchema.parse(await askPython(command, question));
}

type Answer = z.infer<typeof answerSchema>;

/** What can be lost in single precision grows with the sampling rate to the power of the derivative. */
const smoothBounds = {
  x: 1e-6,
  y: 1e-6,
  vx: 1e-5,
  vy: 1e-5,
  speed: 1e-5,
  accel: 2e-4,
  jerk: 2e-3,
  curvature: 2e-4,
  heading: 2e-4,
} as const;

function expectSmoothAlike(kernels: Kernels, answer: Answer['smooth']): void {
  const out = motionColumns(frames);
  const options = fitOptions({ halfWindowUs: half * 40_000, stillSpeed: 0 });
  kernels.kinematics(track.x, track.y, timesOf(frames), { from: 0, to: frames }, options, out);
  for (const name of Object.keys(smoothBounds) as (keyof typeof smoothBounds)[]) {
    const wanted = (answer[name] ?? []).slice(half, frames - half);
    expect(wanted.length).toBe(frames - 2 * half);
    expect(furthest(out[name].slice(half, frames - half), wanted), name).toBeLessThan(smoothBounds[name]);
  }
}

function changesOf(kernels: Kernels): readonly (readonly number[])[] {
  return searches.map(({ least, penalty }) => {
    const search = kernels.searchChangePoints(1, { penalty, minLength: least });
    search.push([steps]);
    return [...search.finish()];
  });
}

function insideOf(kernels: Kernels): readonly boolean[] {
  const corner = (from: number) => star.filter((_, i) => i % 2 === from);
  const masks = new Uint32Array(pointsX.length);
  const zone = { x: corner(0), y: corner(1), start: Int32Array.of(0, 11) };
  kernels.zoneMask(zone, pointsX, pointsY, masks);
  return Array.from(masks, (mask) => mask === 1);
}

function pairsOf(kernels: Kernels): readonly (readonly [number, number])[] {
  const none = new Float32Array(900);
  const points = { x: pointsX.slice(0, 900), y: pointsY.slice(0, 900), vx: none, vy: none };
  const out = pairRoom(20_000);
  const count = kernels.gridPairs({ ...points, frameStart: Int32Array.of(0, 900) }, 1, out);
  const found = Array.from({ length: count }, (_, k) => [whole(out.i, k), whole(out.j, k)] as const);
  return found.toSorted(([a, b], [c, d]) => a - c || b - d);
}

const answer = python === undefined ? undefined : await ask(python);

describe.each(bothKernels)(
  'the $name kernels and scipy (needs numpy and scipy in python3)',
  ({ kernels }) => {
    it.skipIf(answer === undefined)(
      'smooth alike where the window is whole, within 1e-6 to 2e-3 by column',
      () => {
        expectSmoothAlike(kernels, answer?.smooth ?? {});
      },
    );

    it.skipIf(answer === undefined)('change at the same samples as an unpruned search', () => {
      expect(changesOf(kernels)).toEqual(answer?.changes);
      expect(answer?.changes[0]?.length).toBeGreaterThan(20);
    });

    it.skipIf(answer === undefined)('have the same points inside', () => {
      expect(insideOf(kernels)).toEqual(answer?.inside);
      expect(answer?.inside).toContain(true);
    });

    it.skipIf(answer === undefined)('have the same pairs near each other', () => {
      expect(pairsOf(kernels)).toEqual(answer?.pairs);
      expect(answer?.pairs.length).toBeGreaterThan(1000);
    });
  },
);
