import { say } from '../../process.ts';
import { type GivenQuality, shippedOntology } from './given-quality.ts';
import { readSettings, writeSettings } from './settings-file.ts';
import { type TuneOptions, tuneType } from './tune.ts';
import { createScenes, createTypeEvaluation, objectiveOf } from './type-evaluation.ts';

const search = { rounds: 3, seed: 1 };
/** Settings drawn over the ranges before the search, unless told; for the generous choice twice as many more. */
const usualDraws = 150;
/** Settings that are shown together at most where little may be missed. */
const generousSettings = 40;

/** Chooses the settings of a set's types (or of those named) and writes them after each. */
export function tuneSet(quality: GivenQuality, only: readonly string[], draws = usualDraws): void {
  const ontology = shippedOntology(quality.ontology);
  if (ontology === undefined) return say(`SKIPPED: there is no ontology ${quality.ontology} to tune.`);
  const set = quality.read();
  const scenes = createScenes(set);
  for (const { type, perTruth } of quality.types) {
    if (!ontology.events.some(({ name }) => name === type)) continue;
    if (only.length > 0 && !only.includes(type)) continue;
    const evaluation = createTypeEvaluation(set, scenes, ontology, type);
    const options: TuneOptions = {
      ...search,
      draws,
      generousDraws: 2 * draws,
      budget: { perTruth, settings: generousSettings },
    };
    const chosen = tuneType(evaluation, options);
    const inSample = objectiveOf(evaluation, evaluation.outcome(chosen.all));
    say(`${type}: ${inSample.toFixed(3)} on what it was chosen on, ${JSON.stringify(chosen.all)}`);
    const { types } = readSettings(quality.set, ontology.name);
    writeSettings(quality.set, { ontology: ontology.name, types: { ...types, [type]: chosen } });
  }
}
