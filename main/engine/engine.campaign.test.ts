import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRandom } from '#pipeline/simulation/random';
import { crowd } from './testing/crowd.ts';
import { compareKilled } from './testing/kill-and-resume.ts';
import { randomClip } from './testing/random-clip.ts';

const kills = Number(process.env['AFTERTRACK_KILLS'] ?? 100);
const killsPerJob = 5;

it(`ends every job with the same candidates after ${kills} kills at random moments`, async () => {
  const random = createRandom(20266);
  const clip = (number: number) => fc.sample(randomClip, { numRuns: 1, seed: 20_266 + number });
  for (let done = 0; done < kills; ) {
    const shares = Array.from({ length: Math.min(killsPerJob, kills - done) }, random.next);
    const moments = shares
      .toSorted((a, b) => a - b)
      .map((share) => ({ share, laterMs: random.between(0, 60) }));
    const [people = crowd(4, 600)] = clip(done);
    const outcome = await compareKilled(people, moments);
    expect(outcome.status).toBe('done');
    expect(outcome.disturbed).toEqual(outcome.undisturbed);
    done += outcome.kills;
  }
});
