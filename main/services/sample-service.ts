import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '#contract/entities/project';
import type { Source, SourceFileRole } from '#contract/entities/source';
import { ok, toProblem, unwrap } from '#contract/errors';
import type { SampleState } from '#contract/rpc/system';
import type { Store } from '#main/store/store';
import type { Services } from './services.ts';

/** Name of the sample's project and of its one source. */
const projectName = 'Plaza sample';
const sourceName = 'plaza';

export interface SampleDeps {
  readonly store: Store;
  readonly services: Pick<Services, 'projects' | 'jobs' | 'sources'>;
  /** Adds the sample's source; its clip passes by construction: it was drawn, nobody was filmed. */
  readonly addPassedSource: Services['sources']['add'];
  readonly writeFiles: (
    folder: string,
  ) => Promise<readonly { readonly role: SourceFileRole; readonly path: string }[]>;
  readonly cacheFolder: string;
  /** False to begin with an empty workspace. */
  readonly wanted: boolean;
}

export interface SampleService {
  state(): Promise<SampleState>;
  /** Makes what is missing of the sample, each part once; a no-op while that is under way or done. */
  make(): Promise<SampleState>;
  /** Makes the sample in a workspace that holds no project yet, or goes on where a start before was cut off. */
  makeAtFirstStart(): Promise<void>;
}

interface Preparation {
  readonly step: string;
  readonly progress: number;
}

type Report = (preparation: Preparation) => void;

async function findSample(store: Store): Promise<Project | undefined> {
  const projects = await store.run('projects.list', undefined);
  return projects.find(({ sample, status }) => sample && status === 'active');
}

async function addSource(deps: SampleDeps, projectId: string, report: Report): Promise<Source> {
  const sources = unwrap(await deps.services.sources.list({ projectId }));
  const found = sources.find(({ name }) => name === sourceName);
  if (found !== undefined) return found;
  report({ step: 'Simulating the plaza', progress: 0.1 });
  const folder = join(deps.cacheFolder, 'sample');
  await mkdir(folder, { recursive: true });
  try {
    const files = await deps.writeFiles(folder);
    report({ step: 'Reading tracks, clip and zones', progress: 0.4 });
    const inputs = files.map(({ role, path }) => ({ kind: 'path' as const, role, path }));
    return unwrap(await deps.addPassedSource({ projectId, name: sourceName, files: inputs }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startJob(deps: SampleDeps, projectId: string, sourceId: string): Promise<void> {
  const jobs = unwrap(await deps.services.jobs.list({ projectId }));
  if (jobs.length > 0) return;
  const shipped = unwrap(await deps.services.projects.shippedOntologies(undefined));
  const plaza = shipped.find(({ name }) => name === 'plaza');
  const version = unwrap(await deps.services.projects.addOntology({ projectId, text: plaza?.text ?? '' }));
  unwrap(await deps.services.jobs.start({ sourceId, ontologyVersionId: version.id }));
}

async function makeAll(deps: SampleDeps, report: Report): Promise<void> {
  report({ step: 'Making the project', progress: 0.05 });
  const project =
    (await findSample(deps.store)) ??
    (await deps.store.run('projects.create', { name: projectName, sample: true }));
  const source = await addSource(deps, project.id, report);
  report({ step: 'Starting the job', progress: 0.9 });
  await startJob(deps, project.id, source.id);
}

async function storedState(deps: SampleDeps): Promise<SampleState> {
  const project = await findSample(deps.store);
  if (project === undefined) return { state: 'absent', step: '', progress: 0 };
  const jobs = unwrap(await deps.services.jobs.list({ projectId: project.id }));
  const job = jobs.find(({ status }) => status === 'done') ?? jobs[0];
  const known = { projectId: project.id, ...(job === undefined ? {} : { jobId: job.id }) };
  if (job === undefined) return { state: 'absent', step: '', progress: 0, ...known };
  if (job.status === 'done') return { state: 'ready', step: 'Ready', progress: 1, ...known };
  const failed = job.status === 'failed' || job.status === 'cancelled';
  if (failed)
    return {
      state: 'failed',
      step: job.stage,
      progress: job.progress,
      message: job.problem?.message ?? 'The job was cancelled.',
      ...known,
    };
  return { state: 'preparing', step: `Finding candidates: ${job.stage}`, progress: job.progress, ...known };
}

/** The sample project's making and state. */
export function createSampleService(deps: SampleDeps): SampleService {
  let preparing: Preparation | undefined;
  let failure: string | undefined;
  async function state(): Promise<SampleState> {
    if (preparing !== undefined) return { state: 'preparing', ...preparing };
    if (failure !== undefined) return { state: 'failed', step: '', progress: 0, message: failure };
    return storedState(deps);
  }
  async function prepare(): Promise<void> {
    if (preparing !== undefined) return;
    failure = undefined;
    preparing = { step: 'Making the project', progress: 0 };
    try {
      await makeAll(deps, (now) => {
        preparing = now;
      });
    } catch (thrown) {
      failure = toProblem(thrown).message;
    } finally {
      preparing = undefined;
    }
  }
  return {
    state,
    async make() {
      void prepare();
      return state();
    },
    async makeAtFirstStart() {
      const projects = await deps.store.run('projects.list', undefined);
      const unfinished = projects.some(({ sample, status }) => sample && status === 'active');
      if (deps.wanted && (projects.length === 0 || unfinished)) await prepare();
    },
  };
}

/** The sample's two procedures over its service. */
export function sampleProcedures(sample: SampleService): Pick<Services['system'], 'sample' | 'makeSample'> {
  return { sample: async () => ok(await sample.state()), makeSample: async () => ok(await sample.make()) };
}
