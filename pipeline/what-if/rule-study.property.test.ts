import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scene } from '#contract/ports/scene';
import type { Ontology } from '#ontology/model';
import { ontologyOf, planCandidates } from '#pipeline/candidates/plan';
import { propose } from '#pipeline/candidates/propose';
import { loadedOntology } from '#pipeline/candidates/testing/asked-ontology';
import { randomOntologyText } from '#pipeline/candidates/testing/random-ontology';
import { randomScene } from '#pipeline/candidates/testing/random-scene';
import { studyRule } from './rule-study.ts';
import type { RuleSpan } from './type-study.ts';

const runs = 80;
const timeoutMs = 300_000;
const seeds = fc.integer({ min: 1, max: 2 ** 30 });
/** Where in its range each parameter is moved to, one step after the other; every second step moves a single one. */
const moves = fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 4,
});

function randomOntology(seed: number): Ontology {
  return loadedOntology(randomOntologyText(seed));
}

function linesOf(scene: Scene, spans: readonly RuleSpan[]): readonly string[] {
  return spans
    .map(({ tracks, startFrame, endFrame }) => {
      const ids = tracks.map((track) => scene.tracks[track]?.trackId).join(' ');
      return `${ids} ${startFrame} ${endFrame}`;
    })
    .toSorted();
}

/** What a whole evaluation proposes of a type, with these values in the written unit. */
function proposed(
  ontology: Ontology,
  scene: Scene,
  type: string,
  parameters: Readonly<Record<string, number>>,
): readonly string[] {
  const roles = ontology.events.find(({ name }) => name === type)?.roles ?? [];
  const { candidates } = propose(planCandidates(ontology), scene, { parameters });
  return candidates
    .filter((candidate) => candidate.type === type)
    .map(({ actors, objects, startFrame, endFrame }) => {
      const all = [...actors, ...objects];
      const ids = roles.flatMap(({ name }) => all.find(({ role }) => role === name)?.trackId ?? []).join(' ');
      return `${ids} ${startFrame} ${endFrame}`;
    })
    .toSorted();
}

function moved(ontology: Ontology, move: readonly number[]): Readonly<Record<string, number>> {
  const values = ontology.parameters.map(({ name, low, high, value, factor }, number) => {
    const share = move[number % move.length] ?? 0;
    const canonical = low === undefined || high === undefined ? value : low + share * (high - low);
    return [name, canonical / factor] as const;
  });
  return Object.fromEntries(values);
}

function canonical(ontology: Ontology, written: Readonly<Record<string, number>>) {
  return new Map(ontology.parameters.map(({ name, factor }) => [name, (written[name] ?? 0) * factor]));
}

test(
  'a study finds what a whole evaluation finds, whatever was asked before and however little it may keep',
  () => {
    fc.assert(
      fc.property(seeds, moves, fc.boolean(), (seed, steps, mayKeep) => {
        const ontology = randomOntology(seed);
        const scene = randomScene(seed);
        for (const { name, helper } of ontology.events) {
          if (helper) continue;
          const own = ontologyOf(ontology, name);
          const study = studyRule(planCandidates(own), scene, name, mayKeep ? 1e9 : 0);
          if (study.starved !== undefined) continue;
          for (const step of steps) {
            const written = moved(ontology, step);
            const spans = study.spans(canonical(ontology, written));
            expect(linesOf(scene, spans)).toEqual(proposed(ontology, scene, name, written));
          }
        }
      }),
      { numRuns: runs, seed: 20_261_130 },
    );
  },
  timeoutMs,
);
