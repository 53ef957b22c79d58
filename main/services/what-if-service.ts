import type { SampleOrigin } from '#contract/entities/candidate';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { Source } from '#contract/entities/source';
import { problem, raise, unwrap } from '#contract/errors';
import type { WhatIfCurve } from '#contract/rpc/what-if';
import type { Estimate, Found, Reviewed } from '#pipeline/what-if/estimate';
import { suggestValues } from '#pipeline/what-if/suggest';
import type { JobInput } from '../engine/job-steps.ts';
import type { NamedSample, Written } from '../engine/study-questions.ts';
import type { WhatIf } from '../engine/what-if.ts';
import type { Reviewer } from '../store/decision-operations.ts';
import type { NewSample, Standing, StandingCandidate } from '../store/sample-operations.ts';
import type { Store } from '../store/store.ts';
import { answer } from './answer.ts';
import type { OntologyLoader } from './ontology-loader.ts';
import type { Services } from './services.ts';

export interface WhatIfServiceDeps {
  readonly store: Store;
  readonly whatIf: WhatIf;
  readonly ontologies: Pick<OntologyLoader, 'library'>;
  readonly reviewer: Reviewer;
  readonly codeVersion: string;
}

type Left = WhatIfCurve['left'][number];

/** Text of a rule that need not be a stored version: its name only stands in messages, and nothing is stored under its hash. */
function inputOf(source: Source, ontology: JobInput['ontology'], codeVersion: string): JobInput {
  return { source, ontology, codeVersion };
}

const standsOnOthers = /^["']?(?:extends|includes)["']?\s*:/mu;

/** A text that is being written, with all that it may stand on where it stands on something. */
async function draftOf(
  { store, ontologies }: WhatIfServiceDeps,
  projectId: string,
  text: string,
): Promise<JobInput['ontology']> {
  const draft = { name: 'ontology', sha256: '', text };
  if (!standsOnOthers.test(text)) return draft;
  const { documents } = await ontologies.library(await store.run('ontologies.list', { projectId }));
  return { ...draft, dependencies: [...documents] };
}

function isDecided({ state }: StandingCandidate): boolean {
  return state === 'accepted' || state === 'rejected';
}

/** Share of each kind that was reviewed: of the rule's candidates the decided ones, of what was drawn from the chance it had. */
function chances({ proposed, told }: Standing): (one: StandingCandidate) => number {
  const groupOf = ({ sourceId, sampleOrigin }: StandingCandidate): string =>
    sampleOrigin === undefined ? 'rule' : `${sampleOrigin} ${sourceId}`;
  const known = new Map(
    [...Map.groupBy(told, groupOf)].map(([name, all]) => {
      const decided = all.filter(isDecided).length;
      if (name === 'rule') return [name, decided / proposed] as const;
      const drawn = Math.max(...all.map(({ sampleProbability }) => sampleProbability ?? 0));
      return [name, (drawn * decided) / all.length] as const;
    }),
  );
  return (one) => known.get(groupOf(one)) ?? 1;
}

function formsOf({ startFrame, endFrame, decidedStart, decidedEnd }: StandingCandidate): Reviewed['forms'] {
  const proposed = { startFrame, endFrame };
  if (decidedStart === undefined || decidedEnd === undefined) return [proposed];
  return [proposed, { startFrame: decidedStart, endFrame: decidedEnd }];
}

interface Held {
  readonly reviewed: readonly Reviewed[];
  /** What is found with each of the values. */
  readonly found: readonly (readonly Found[])[];
}

interface Asked {
  readonly draft: JobInput['ontology'];
  readonly type: string;
  readonly values: readonly Written[];
  /** Chance with which each was reviewed. */
  readonly chanceOf: (one: StandingCandidate) => number;
}

/** Holds the rule against what was reviewed in one source. */
async function holdIn(
  { whatIf, codeVersion }: WhatIfServiceDeps,
  { draft, type, values, chanceOf }: Asked,
  source: Source,
  decided: readonly StandingCandidate[],
): Promise<Held> {
  const casts = decided.map(({ actors, objects }) => [...actors, ...objects]);
  const of = { input: inputOf(source, draft, codeVersion), type };
  const { starved, keys, found } = unwrap(await whatIf.ask('found', of, { values, casts }));
  if (starved !== undefined) return raise(problem('invalid_state', starved));
  const keyIn = (key = ''): string => `${source.id} ${key}`;
  return {
    reviewed: decided.map((one, number) => ({
      key: keyIn(keys[number]),
      forms: formsOf(one),
      isAccepted: one.state === 'accepted',
      origin: one.sampleOrigin ?? 'rule',
      probability: chanceOf(one),
    })),
    found: found.map((spans) => spans.map((span) => ({ ...span, key: keyIn(span.key) }))),
  };
}

/** Holds the rule against every source in which something of its type was reviewed. */
async function hold(
  deps: WhatIfServiceDeps,
  projectId: string,
  asked: Asked,
  standing: readonly StandingCandidate[],
) {
  const bySource = Map.groupBy(standing.filter(isDecided), ({ sourceId }) => sourceId);
  const held: Held[] = [];
  const left: Left[] = [];
  for (const source of await deps.store.run('sources.list', { projectId })) {
    const decided = bySource.get(source.id);
    if (decided === undefined) continue;
    const answered = await answer(() => holdIn(deps, asked, source, decided));
    if (answered.ok) held.push(answered.value);
    else left.push({ sourceName: source.name, reason: answered.error.message });
  }
  return {
    left,
    sources: held.length,
    reviewed: held.flatMap(({ reviewed }) => reviewed),
    found: asked.values.map((_, number) => held.flatMap(({ found }) => found[number] ?? [])),
  };
}

function asPoint(
  value: number,
  { precision, recall, accepted, rejected }: Estimate,
): WhatIfCurve['points'][number] {
  return { value, precision, recall, accepted, rejected };
}

type CurveInput = Parameters<Services['whatIf']['curve']>[0];

async function curve(deps: WhatIfServiceDeps, input: CurveInput): Promise<WhatIfCurve> {
  const { projectId, text, type, parameter, others, now } = input;
  const { reviewerId } = deps.reviewer;
  const standing = await deps.store.run('candidates.standing', { projectId, type, reviewerId });
  const axis = [...new Set([...input.values, now])].toSorted((a, b) => a - b);
  const values = axis.map((value) => ({ ...others, [parameter]: value }));
  const draft = await draftOf(deps, projectId, text);
  const asked = { draft, type, values, chanceOf: chances(standing) };
  const { reviewed, found, left, sources } = await hold(deps, projectId, asked, standing.told);
  const estimates = unwrap(await deps.whatIf.estimate({ reviewed, found }));
  const points = axis.flatMap((value, number) => {
    const estimate = estimates[number];
    return estimate === undefined ? [] : [asPoint(value, estimate)];
  });
  const here = points.find(({ value }) => value === now);
  const suggestions = here === undefined ? [] : suggestValues(points, here);
  return {
    reviewed: reviewed.length,
    samples: reviewed.filter(({ origin }) => origin !== 'rule').length,
    sources,
    left,
    points,
    suggestions: suggestions.map(({ value, reason }) => ({ value, reason })),
  };
}

const saidOf: Readonly<Record<SampleOrigin, string>> = {
  below_threshold: 'drawn at random from what only looser values of the parameters find',
  random_window: 'a window of time drawn at random where not even looser values find anything',
};

function asNew({ origin, probability, looseValues = {}, ...sample }: NamedSample): NewSample {
  return { ...sample, sample: { origin, probability }, parameters: looseValues, says: saidOf[origin] };
}

interface DrawFrom {
  readonly version: OntologyVersion;
  readonly type: string;
  readonly standing: readonly StandingCandidate[];
  readonly count: number;
}

/** Draws in one source; answers what was drawn. */
async function drawIn(
  deps: WhatIfServiceDeps,
  { version, type, standing, count }: DrawFrom,
  source: Source,
  jobId: string,
): Promise<readonly NamedSample[]> {
  const own = standing.filter(
    ({ sourceId, sampleOrigin }) => sourceId === source.id && sampleOrigin !== undefined,
  );
  const seen = own.map(({ actors, objects, startFrame, endFrame }) => ({
    cast: [...actors, ...objects],
    startFrame,
    endFrame,
  }));
  const of = { input: inputOf(source, version, deps.codeVersion), type };
  const asked = { count, seed: own.length + 1, seen };
  const { samples, starved } = unwrap(await deps.whatIf.ask('samples', of, asked));
  if (starved !== undefined) return raise(problem('invalid_state', starved));
  await deps.store.run('samples.add', { jobId, type, samples: samples.map(asNew) });
  return samples;
}

type DrawInput = Parameters<Services['whatIf']['drawSamples']>[0];

async function draw(deps: WhatIfServiceDeps, { ontologyVersionId, type, count }: DrawInput) {
  const { store, reviewer } = deps;
  const version = await store.run('ontologies.get', { id: ontologyVersionId });
  const { projectId } = version;
  const [sources, jobs, standing] = await Promise.all([
    store.run('sources.list', { projectId }),
    store.run('jobs.list', { projectId }),
    store.run('candidates.standing', { projectId, type, reviewerId: reviewer.reviewerId }),
  ]);
  const done = jobs.filter((job) => job.ontologyVersionId === version.id && job.status === 'done');
  const ready = sources.flatMap((source) => {
    const job = done.find(({ sourceId }) => sourceId === source.id);
    return job === undefined ? [] : [{ source, job }];
  });
  if (ready.length === 0)
    return raise(
      problem('invalid_state', `${version.name} ${version.version} was not run on any source yet.`, {
        hint: 'Run it first: samples are drawn from what it leaves out.',
      }),
    );
  const each = Math.max(2, Math.ceil(count / ready.length));
  const drawn: NamedSample[] = [];
  const left: Left[] = [];
  for (const { source, job } of ready) {
    const from = { version, type, standing: standing.told, count: each };
    const answered = await answer(() => drawIn(deps, from, source, job.id));
    if (answered.ok) drawn.push(...answered.value);
    else left.push({ sourceName: source.name, reason: answered.error.message });
  }
  const countOf = (origin: SampleOrigin): number => drawn.filter((sample) => sample.origin === origin).length;
  return { belowThreshold: countOf('below_threshold'), randomWindows: countOf('random_window'), left };
}

/** What rules would find with other values, as far as the workspace's tracks and reviews tell. */
export function createWhatIfService(deps: WhatIfServiceDeps): Services['whatIf'] {
  const { store, whatIf, codeVersion } = deps;
  return {
    view: ({ sourceId, text, type, ...asks }) =>
      answer(async () => {
        const source = await store.run('sources.get', { id: sourceId });
        const draft = await draftOf(deps, source.projectId, text);
        const of = { input: inputOf(source, draft, codeVersion), type };
        return unwrap(await whatIf.ask('view', of, asks));
      }),
    curve: (input) => answer(() => curve(deps, input)),
    candidateAt: ({ sourceId, type, span }) =>
      answer(async () => ({ candidateId: await store.run('candidates.at', { sourceId, type, ...span }) })),
    vanish: ({ candidateId }) =>
      answer(async () => {
        const candidate = await store.run('candidates.get', { id: candidateId });
        const { type, sourceId, startFrame, endFrame, actors, objects } = candidate;
        const [source, version] = await Promise.all([
          store.run('sources.get', { id: sourceId }),
          store.run('ontologies.get', { id: candidate.provenance.ontology.id }),
        ]);
        const of = { input: inputOf(source, version, codeVersion), type };
        const span = { cast: [...actors, ...objects], startFrame, endFrame };
        return [...unwrap(await whatIf.ask('vanish', of, span))];
      }),
    drawSamples: (input) => answer(() => draw(deps, input)),
  };
}
