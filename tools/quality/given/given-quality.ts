/*
 * Quality of the shipped rules on given data sets, in process.
 *
 * A new set: a reader that answers a `GivenSet` (see `jaad-set.ts`), and an entry in `givenQualities` below. Then
 *
 *   npm run quality -- --tune rats                 chooses settings and writes tools/quality/settings/rats.json
 *   npm run quality -- --tune rats --type social   the same for one type (may be given more than once)
 *   npm run quality -- --set rats                  measures with the chosen settings, writes the section of docs/quality.md
 *
 * In code: `createScenes(set)` keeps the features of every recording; `createTypeEvaluation(set, scenes, ontology, type)`
 * answers `outcome(settings)` for any values of the type's parameters (each in the unit it is written in), evaluated once;
 * `objectiveOf` is what is searched for, `tuneType` the search, `outOfFold` the pooled predictions of held-out folds, and
 * `evaluation.scorer.score(predictions, levels)` the figures. `chooseGenerous` picks settings that together miss little.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadOntology } from '#ontology/load';
import type { Ontology } from '#ontology/model';
import { root } from '../../process.ts';
import type { GivenEvent, GivenSet } from './given-set.ts';
import { jaadType, readJaad } from './jaad-set.ts';
import { readRats } from './rats-set.ts';
import { readUcyCrowd } from './ucy-crowd-set.ts';
import { inPlazaBlocks, readUcy } from './ucy-set.ts';

/** One event type as it is measured. */
export interface TypeQuality {
  readonly type: string;
  /** Candidates per true event that a generous setting may show. */
  readonly perTruth: number;
  /** F1 at overlaps .25 and .5 of a hand rule written before this one, on another split. */
  readonly handRule?: readonly [number, number];
}

/** One given set and the ontology that is measured on it. */
export interface GivenQuality {
  /** Name of the set, of its section and of its settings file. */
  readonly set: string;
  /** Folder of the given data, where it has another name than the set. */
  readonly folder?: string;
  /** The set whose settings are measured, where they are not chosen on this one. */
  readonly settingsOf?: string;
  /** Name in `ontology/defaults`. */
  readonly ontology: string;
  readonly read: () => GivenSet;
  readonly types: readonly TypeQuality[];
  /** Predictions of a reference forest; `extra` is 1 where its ends are inclusive. */
  readonly forest?: {
    readonly file: string;
    readonly extra: number;
    readonly typeOf: (label: string) => string;
    /** Puts its predictions into the recordings of the set, where those are parts of the recorded ones. */
    readonly placed?: (events: readonly GivenEvent[]) => readonly GivenEvent[];
  };
}

const sameName = (label: string): string => label;

export const givenQualities: readonly GivenQuality[] = [
  {
    set: 'jaad',
    ontology: 'street',
    read: readJaad,
    types: [
      { type: 'cross_road', perTruth: 6, handRule: [0.65, 0.57] },
      { type: 'walking', perTruth: 6, handRule: [0.74, 0.6] },
      { type: 'standing', perTruth: 15, handRule: [0.13, 0.03] },
      { type: 'look_at_ego_vehicle', perTruth: 15 },
      { type: 'decision_point', perTruth: 15 },
      { type: 'ego_accelerating', perTruth: 10, handRule: [0.33, 0.16] },
      { type: 'ego_decelerating', perTruth: 10, handRule: [0.3, 0.12] },
      { type: 'clear_path', perTruth: 30 },
      { type: 'slow_down', perTruth: 30 },
      { type: 'speed_up', perTruth: 30 },
    ],
    forest: { file: 'jaad_forest_dev.jsonl.gz', extra: 1, typeOf: jaadType },
  },
  {
    set: 'rats',
    ontology: 'dyad',
    read: readRats,
    types: [
      { type: 'social', perTruth: 14, handRule: [0.39, 0.17] },
      { type: 'nonsocial', perTruth: 14, handRule: [0.36, 0.15] },
      { type: 'aggression', perTruth: 70, handRule: [0.16, 0.09] },
      { type: 'clinch', perTruth: 70, handRule: [0.11, 0.04] },
      { type: 'lateralthreat', perTruth: 70, handRule: [0, 0] },
      { type: 'keepdown', perTruth: 70, handRule: [0, 0] },
      { type: 'uprightposture', perTruth: 70 },
      { type: 'chase', perTruth: 70 },
      { type: 'freezing', perTruth: 70 },
    ],
    forest: { file: 'rats_best_dev.jsonl.gz', extra: 1, typeOf: sameName },
  },
  {
    set: 'ucy',
    ontology: 'plaza',
    read: readUcy,
    types: [{ type: 'walks_in_group_with', perTruth: 6, handRule: [0.91, 0.91] }],
    forest: {
      file: 'ucy_forest_bouts_dev.jsonl.gz',
      extra: 1,
      typeOf: sameName,
      placed: inPlazaBlocks,
    },
  },
  {
    set: 'ucy_crowd',
    folder: 'ucy',
    ontology: 'plaza',
    read: readUcyCrowd,
    types: [{ type: 'walks_in_group_with', perTruth: 6 }],
  },
];

/** A shipped ontology; undefined where there is none of the name. */
export function shippedOntology(name: string): Ontology | undefined {
  const path = join(root, 'ontology', 'defaults', `${name}.yaml`);
  if (!existsSync(path)) return undefined;
  const { ontology, diagnostics } = loadOntology(readFileSync(path, 'utf8'), path);
  if (ontology === undefined)
    throw new Error(diagnostics.map(({ line, message }) => `${path}:${line} ${message}`).join('\n'));
  return ontology;
}
