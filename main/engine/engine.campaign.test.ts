import { expect, it } from 'vitest';
import { createRandom } from '#pipeline/simulation/random';
import { compareKilled } from './testing/kill-and-resume.ts';

const kills = Number(process.env['AFTERTRACK_KILLS'] ?? 100);
const killsPerJob = 5;

it(`ends every job with the same candidates after ${kills} kills at random moments`, async () => {
  const random = createRandom(20266);
  for (let done = 0; done < kills; ) {
    const shares = Array.from({ length: Math.min(killsPerJob, kills - done) }, random.next);
    const moments = shares
      .toSorted((a, b) => a - b)
      .map((share) => ({ share, laterMs: random.between(0, 60) }));
    const outcome = await compareKilled(moments);
    expect(outcome.status).toBe('done');
    expect(outcome.disturbed).toEqual(outcome.undisturbed);
    done += outcome.kills;
  }
});
