import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventKind } from '#contract/entities/ontology-version';
import { toProblem } from '#contract/errors';
import type { Host } from '#contract/ports/host';
import type { Columnar } from '#contract/ports/columnar';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { codeVersion } from './code-version.ts';
import { createDatasetJobs } from './datasets/dataset-jobs.ts';
import type { Engine } from './engine/engine.ts';
import { createEngine } from './engine/engine.ts';
import { createFeatureReader, type FeatureReader } from './engine/feature-reader.ts';
import { keepLatest } from './engine/keep-latest.ts';
import { createWhatIf, type WhatIf } from './engine/what-if.ts';
import { readFrameIndex } from './engine/read-source.ts';
import { appFolder } from './hosts/folders.ts';
import type { ObjectStore } from './objects/object-store.ts';
import { createObjectStore } from './objects/object-store.ts';
import { reportFault } from './report.ts';
import { createBulkData } from './serve/bulk-data.ts';
import type { Serve } from './serve/serve.ts';
import { createServe } from './serve/serve.ts';
import type { CurrentReviewer } from './services/current-reviewer.ts';
import { readReviewer } from './services/current-reviewer.ts';
import { createDatasetsService } from './services/datasets-service.ts';
import { createJobsService } from './services/jobs-service.ts';
import type { OntologyLoader } from './services/ontology-loader.ts';
import { createOntologyLoader } from './services/ontology-loader.ts';
import { createOntologyService } from './services/ontology-service.ts';
import { createProjectsService } from './services/projects-service.ts';
import { createWhatIfService } from './services/what-if-service.ts';
import { createReviewService } from './services/review-service.ts';
import { writeSampleFiles } from './services/sample-files.ts';
import { createSampleService } from './services/sample-service.ts';
import type { Services } from './services/services.ts';
import { createSourcesService } from './services/sources-service.ts';
import { createSystemService } from './services/system-service.ts';
import { createUploads } from './services/uploads.ts';
import type { Store } from './store/store.ts';
import { openStore } from './store/store.ts';

/** An open workspace: everything a host needs to serve it. */
export interface Workspace {
  readonly services: Services;
  readonly serve: Serve;
  readonly exportsFolder: string;
  /** Stops the engine where it is, and closes the database. */
  close(): Promise<void>;
}

interface Parts {
  readonly host: Host;
  readonly store: Store;
  readonly objects: ObjectStore;
  readonly columnar: Columnar;
  readonly engine: Engine;
  readonly features: FeatureReader;
  readonly whatIf: WhatIf;
  readonly ontologies: OntologyLoader;
  readonly current: CurrentReviewer;
}

/** Frame indexes that stay in memory: a decision needs one to turn frames into seconds. */
const keptIndexes = 8;

function frameIndexReader({ store, objects, columnar }: Parts) {
  const keep = keepLatest<Awaited<ReturnType<typeof readFrameIndex>>>(keptIndexes);
  return async (sourceId: string) => {
    const { frameIndexSha256, nominalIndex } = await store.run('sources.get', { id: sourceId });
    return keep(frameIndexSha256, () =>
      readFrameIndex(columnar, objects.pathOf(frameIndexSha256), nominalIndex),
    );
  };
}

function kindsReader({ store, ontologies }: Parts) {
  return async (projectId: string): Promise<ReadonlyMap<string, EventKind>> => {
    const versions = await store.run('ontologies.list', { projectId });
    // The newest version comes first and has the last word.
    const types = versions.toReversed().flatMap((version) => {
      const described = ontologies.describe(version);
      return described.ok ? described.value.types : [];
    });
    return new Map(types.map(({ type, kind }) => [type, kind]));
  };
}

function createServices(parts: Parts, uploads: ReturnType<typeof createUploads>) {
  const { host, store, objects, columnar, engine, features, whatIf, ontologies, current } = parts;
  const { reviewer } = current;
  const version = codeVersion();
  const projects = createProjectsService({ store, ontologies, reviewer });
  const { addSample, close: closeSources, ...sources } = createSourcesService({ store, objects, uploads });
  const jobs = createJobsService({ store, engine, features, codeVersion: version });
  const sample = createSampleService({
    store,
    services: { projects, sources, jobs },
    addPassedSource: addSample,
    writeFiles: (folder) => writeSampleFiles(folder, host.resourcesFolder),
    cacheFolder: join(host.workspaceFolder, 'cache'),
    wanted: host.kind !== 'cli' && process.env['AFTERTRACK_SAMPLE'] !== '0',
  });
  const exportsFolder = join(host.workspaceFolder, 'exports');
  const services: Services = {
    projects,
    ontology: createOntologyService({ store, projects, lineage: createDatasetJobs(columnar, exportsFolder) }),
    sources,
    jobs,
    review: createReviewService({ store, ontologies, reviewer, frameIndexOf: frameIndexReader(parts) }),
    datasets: createDatasetsService({
      store,
      columnar,
      exportsFolder,
      codeVersion: version,
      reviewer,
      kinds: kindsReader(parts),
    }),
    whatIf: createWhatIfService({ store, whatIf, ontologies, reviewer, codeVersion: version }),
    system: createSystemService({ host, store, sample, version, current }),
  };
  return { services, sample, closeSources };
}

async function openParts(host: Host): Promise<Parts> {
  const { workspaceFolder } = host;
  await mkdir(join(workspaceFolder, 'cache'), { recursive: true });
  await mkdir(join(workspaceFolder, 'exports'), { recursive: true });
  const store = await openStore({ folder: workspaceFolder });
  return {
    host,
    store,
    objects: createObjectStore(workspaceFolder),
    columnar: createDuckdbColumnar(),
    engine: createEngine({ store, workspaceFolder, report: reportFault }),
    features: createFeatureReader({ store, workspaceFolder }),
    whatIf: createWhatIf({ store, workspaceFolder }),
    ontologies: createOntologyLoader({ defaultsFolder: join(appFolder(), 'ontology', 'defaults') }),
    current: await readReviewer(store),
  };
}

/** Opens the workspace of a host, goes on with jobs that were left behind, and makes the sample at the very first start. */
export async function openWorkspace(host: Host): Promise<Workspace> {
  const parts = await openParts(host);
  const { store, objects, columnar, engine, features, whatIf } = parts;
  const uploads = createUploads(host.workspaceFolder);
  await Promise.all([uploads.clear(), objects.clearTemp()]);
  const { services, sample, closeSources } = createServices(parts, uploads);
  const bulk = createBulkData(host.workspaceFolder, features);
  const serve = createServe({
    rendererFolder: host.rendererFolder,
    source: async (id) => services.sources.get({ id }),
    objectPath: (sha256) => objects.pathOf(sha256),
    bulk,
    receiveUpload: (name, body) => uploads.receive(name, body),
    forgetUpload: (id) => uploads.forget(id),
    report: reportFault,
  });
  engine.start();
  void sample.makeAtFirstStart().catch((thrown: unknown) => reportFault(toProblem(thrown)));
  return {
    services,
    serve,
    exportsFolder: join(host.workspaceFolder, 'exports'),
    async close() {
      await engine.stop();
      await Promise.all([features.close(), whatIf.close(), bulk.close(), closeSources()]);
      await columnar.close();
      await store.close();
    },
  };
}
