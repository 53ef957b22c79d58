import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scene } from '#contract/ports/scene';
import type { Ontology } from '#ontology/model';
import { planCandidates } from './plan.ts';
import { levelCount, proposable, proposeLevel, propose, type BoundCandidate } from './propose.ts';
import {
  candidateLines,
  spanDifferences,
  truthDifferences,
  unsoundCandidates,
} from './testing/compare-with-oracle.ts';
import { loadedOntology } from './testing/asked-ontology.ts';
import { randomOntologyText } from './testing/random-ontology.ts';
import { randomScene } from './testing/random-scene.ts';

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

const traces = Number(process.env['AFTERTRACK_TRACES'] ?? 2000);
/** Longer than a busy machine needs for 2000 traces; a campaign asks for more by AFTERTRACK_TRACES. */
const timeoutMs = Math.max(300_000, traces * 600);
const seeds = fc.integer({ min: 1, max: 2 ** 30 });

function randomOntology(seed: number): Ontology {
  return loadedOntology(randomOntologyText(seed));
}

test(
  'every condition has the value of the brute-force evaluator in every frame, and a robustness of its sign',
  () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(truthDifferences(randomOntology(seed), randomScene(seed))).toEqual([]);
      }),
      { numRuns: traces, seed: 20_260_801 },
    );
  },
  timeoutMs,
);

test(
  'the candidates are those that the brute-force evaluator finds, and each can be stored',
  () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const ontology = randomOntology(seed);
        const scene = randomScene(seed);
        const { engine, oracle } = candidateLines(ontology, scene);
        expect(engine).toEqual(oracle);
        expect(unsoundCandidates(ontology, scene)).toEqual([]);
      }),
      { numRuns: traces, seed: 20_260_802 },
    );
  },
  timeoutMs,
);

const anySpans = fc.array(
  fc.tuple(fc.nat(120), fc.nat(60)).map(([start, length]) => ({ start, end: start + length })),
  { minLength: 1, maxLength: 4 },
);

test(
  'robustness is the same asked for in any spans, one after the other',
  () => {
    fc.assert(
      fc.property(seeds, anySpans, (seed, spans) => {
        expect(spanDifferences(randomOntology(seed), randomScene(seed), spans)).toEqual([]);
      }),
      { numRuns: Math.ceil(traces / 4), seed: 20_260_804 },
    );
  },
  timeoutMs,
);

/** The scene as if nothing were known of where its pairs are near. */
function withoutNear(scene: Scene): Scene {
  return { ...scene, pairs: scene.pairs.map((pair) => ({ ...pair, near: undefined })) };
}

/** The scene with pairs looked at no farther than the rules need: the least that is known of where they are near. */
function withLeastNear(ontology: Ontology, scene: Scene): Scene {
  const pairRadius = planCandidates(ontology).pairRadius(scene.space);
  const pairs = scene.pairs.map((pair) => {
    const distance = scene.pairSeries(pair.a, pair.b, 'distance');
    const near = [...(distance?.values ?? [])].flatMap((value, i) => {
      const frame = (distance?.startFrame ?? 0) + i;
      return value <= pairRadius ? [frame, frame + 1] : [];
    });
    return { ...pair, near: distance === undefined ? undefined : near };
  });
  return { ...scene, pairRadius, pairs };
}

/** What the rules find when every level is looked through in `parts` parts. */
function foundInParts(ontology: Ontology, scene: Scene, parts: number): readonly unknown[] {
  const plan = planCandidates(ontology);
  const found: BoundCandidate[] = [];
  for (let level = 0; level < levelCount(plan); level += 1) {
    const below = found.slice();
    for (let part = 0; part < parts; part += 1)
      found.push(...proposeLevel(plan, scene, { level, part, parts, found: below }));
  }
  return proposable(plan, found);
}

test(
  'the candidates, with their reasons, are the same looked for in parts, and only where pairs are near',
  () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 5 }), (seed, parts) => {
        const ontology = randomOntology(seed);
        const scene = withLeastNear(ontology, randomScene(seed));
        const whole = propose(planCandidates(ontology), withoutNear(scene)).candidates;
        expect(foundInParts(ontology, scene, parts)).toEqual(whole);
      }),
      { numRuns: Math.ceil(traces / 4), seed: 20_260_803 },
    );
  },
  timeoutMs,
);
