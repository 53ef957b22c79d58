import { createHash } from 'node:crypto';
import { unwrap } from '#contract/errors';
import type { Scene } from '#contract/ports/scene';
import { contentKey } from '#ontology/print';
import { expressionsOf } from '#ontology/event-parts';
import type { Ontology } from '#ontology/model';
import { ontologyOf, planCandidates } from '#pipeline/candidates/plan';
import { type RuleStudy, studyRule } from '#pipeline/what-if/rule-study';
import type { RuleSpan } from '#pipeline/what-if/type-study';
import type { JobInput } from './job-steps.ts';
import { keepLatest } from './keep-latest.ts';
import { keepWithin } from './keep-within.ts';
import { planRules, type JobBounds, type PlannedJob } from './plan-job.ts';
import { loadText, rulesOf } from './rules.ts';
import { sourceKeyOf, startReading } from './source-reading.ts';
import type { StepTools } from './step-runner.ts';
import { bytesOf, featureSteps, openScene, type KnownSteps } from './study-scene.ts';

/** Which event type of which text is studied in which source. */
export interface StudyOf {
  readonly input: JobInput;
  readonly type: string;
  readonly bounds: JobBounds;
}

/** A rule in a scene, ready to be asked. */
export interface OpenStudy {
  readonly study: RuleStudy;
  readonly scene: Scene;
  /** Numbers of the scene's tracks by id. */
  readonly numbers: ReadonlyMap<string, number>;
  /** What was found with the values that are compared with, by those. */
  readonly remembered: Map<string, readonly RuleSpan[]>;
}

/** A study, and the ontology as its text stands now: the values in it may be others than those the study was opened with. */
export interface AskedStudy {
  readonly ontology: Ontology;
  readonly open: OpenStudy;
}

interface Opened {
  readonly key: string;
  readonly planned: PlannedJob;
  readonly ontology: Ontology;
}

/** Studies of rules in the thread it is made in. */
export interface Studies {
  /** The study if it is open, else the keys of the steps that opening it would read. Problems are thrown. */
  find(of: StudyOf): Promise<AskedStudy | { readonly toFind: readonly string[] }>;
  open(of: StudyOf, known: KnownSteps): Promise<AskedStudy>;
}

const keptTexts = 8;
const keptSources = 2;

/** What of an ontology a study depends on: everything but the values of its parameters. */
function structureKey(ontology: Ontology): string {
  const { space, events, parameters, zones } = ontology;
  const shapes = events.map((event) => [
    { ...event, when: 0, snap: 0, length: 0, andThen: 0, stimulus: event.stimulus && [event.stimulus.after] },
    expressionsOf(event).map(contentKey),
    [event.snap, event.length, event.andThen, event.stimulus?.where].map((part) => part !== undefined),
  ]);
  const ranges = parameters.map(({ name, low, high, scale }) => [name, low, high, scale]);
  return createHash('sha256')
    .update(JSON.stringify([space, shapes, ranges, zones]))
    .digest('hex');
}

function numbersOf({ tracks }: Scene): ReadonlyMap<string, number> {
  return new Map(tracks.map(({ trackId }, number) => [trackId, number]));
}

/** Studies over the given tools; those asked last stay open as long as there is room. */
export function createStudies(tools: StepTools, mostBytes: number): Studies {
  const read = startReading(tools, keptSources);
  const loaded = keepLatest<Ontology>(keptTexts);
  const studies = keepWithin<OpenStudy>(mostBytes);

  async function prepare({ input, type }: StudyOf): Promise<Omit<Opened, 'planned'>> {
    const { text, dependencies } = input.ontology;
    const ontology = await loaded(JSON.stringify([type, text, dependencies]), async () =>
      ontologyOf(unwrap(loadText(input.ontology)), type),
    );
    return { key: `${sourceKeyOf(input.source)} ${type} ${structureKey(ontology)}`, ontology };
  }

  function plan({ input, bounds }: StudyOf, ontology: Ontology): Promise<PlannedJob> {
    return planRules(read, tools.kernels, rulesOf(planCandidates(ontology)), { input, bounds });
  }

  return {
    async find(of) {
      const { key, ontology } = await prepare(of);
      const open = studies.get(key);
      if (open !== undefined) return { ontology, open };
      return { toFind: featureSteps(await plan(of, ontology)).map((step) => step.key) };
    },
    async open(of, known) {
      const { key, ontology } = await prepare(of);
      const planned = await plan(of, ontology);
      const scene = await openScene(tools, planned, known);
      const study = studyRule(planCandidates(ontology), scene, of.type, mostBytes / 2);
      const open = {
        study,
        scene,
        numbers: numbersOf(scene),
        remembered: new Map<string, readonly RuleSpan[]>(),
      };
      studies.put(key, open, bytesOf(planned));
      return { ontology, open };
    },
  };
}
