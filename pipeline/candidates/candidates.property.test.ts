import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrap, refuse, ok } from '#contract/errors';
import { loadOntology } from '#ontology/load';
import type { Ontology } from '#ontology/model';
import { candidateLines, truthDifferences, unsoundCandidates } from './testing/compare-with-oracle.ts';
import { randomOntologyText } from './testing/random-ontology.ts';
import { randomScene } from './testing/random-scene.ts';

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

const traces = Number(process.env['AFTERTRACK_TRACES'] ?? 500);
/** Longer than a busy machine needs for 500 traces; a campaign asks for more by AFTERTRACK_TRACES. */
const timeoutMs = Math.max(300_000, traces * 600);
const seeds = fc.integer({ min: 1, max: 2 ** 30 });

function randomOntology(seed: number): Ontology {
  const text = randomOntologyText(seed);
  const { ontology, diagnostics } = loadOntology(text);
  return unwrap(
    ontology === undefined ? refuse('bad_yaml', `${JSON.stringify(diagnostics)}\n${text}`) : ok(ontology),
  );
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
