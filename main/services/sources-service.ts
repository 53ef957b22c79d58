import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile, Source } from '#contract/entities/source';
import { err, ok, toProblem, type Result } from '#contract/errors';
import type { Sha256 } from '#contract/ids';
import type { AddSource, InputFile, Inspection } from '#contract/rpc/sources';
import type { ImportReport } from '#main/importers/import-report';
import { createImporter, type Importer } from '#main/importers/importer';
import {
  checkGiven,
  clearTraces,
  stageFiles,
  type GivenFile,
  type StagedFiles,
  type Traces,
} from '#main/importers/stage-files';
import type { ObjectStore } from '#main/objects/object-store';
import type { NewSource } from '#main/store/source-operations';
import type { Store } from '#main/store/store';
import type { Services } from './services.ts';
import type { Uploads } from './uploads.ts';

export interface SourcesDeps {
  readonly store: Store;
  readonly objects: ObjectStore;
  readonly uploads: Uploads;
}

interface Tools extends SourcesDeps {
  readonly importer: Importer;
}

/** The contract's methods, and one for the sample, whose clip is drawn and shows nobody. */
export type SourcesService = Services['sources'] & {
  readonly addSample: (input: AddSource) => Promise<Result<Source>>;
  /** Ends the import thread that waits for work. */
  readonly close: () => Promise<void>;
};

const schemaVersion = 1;

interface CanonicalFiles {
  readonly tracks: string;
  readonly frameIndex: string;
  readonly poses: string;
}

function canonicalIn(folder: string): CanonicalFiles {
  const at = (name: string): string => join(folder, `${name}.parquet`);
  return { tracks: at('tracks'), frameIndex: at('frame-index'), poses: at('poses') };
}

/** What the store's operation gives, as a value. */
async function asResult<T>(running: Promise<T>): Promise<Result<T>> {
  try {
    return ok(await running);
  } catch (thrown) {
    return err(toProblem(thrown));
  }
}

/** Hash over the roles and hashes of a source's files, whatever their order. */
function contentHash(files: readonly SourceFile[]): Sha256 {
  const lines = files.map(({ role, sha256 }) => `${role} ${sha256}\n`).toSorted();
  return createHash('sha256').update(lines.join('')).digest('hex');
}

function findFiles(files: readonly InputFile[], uploads: Uploads): Result<readonly GivenFile[]> {
  const given: GivenFile[] = [];
  for (const file of files) {
    if (file.kind === 'path') {
      given.push({ role: file.role, path: file.path, label: file.path });
      continue;
    }
    const upload = uploads.find(file.uploadId);
    if (!upload.ok) return upload;
    const { path, sha256, sizeBytes } = upload.value;
    given.push({ role: file.role, path, label: file.name, known: { sha256, sizeBytes } });
  }
  return ok(given);
}

async function inspect(deps: Tools, input: Omit<AddSource, 'attestation'>): Promise<Result<Inspection>> {
  const given = findFiles(input.files, deps.uploads);
  if (!given.ok) return given;
  const parts = [];
  for (const file of given.value) {
    const part = await checkGiven(file);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const report = await deps.importer.run({ parts, ...(input.fps === undefined ? {} : { fps: input.fps }) });
  return report.ok ? ok(report.value.inspection) : report;
}

/** Moves the canonical files into the object store. */
async function keepCanonical(
  canonical: CanonicalFiles,
  report: ImportReport,
  objects: ObjectStore,
  traces: Traces,
): Promise<Result<Pick<Source, 'tracksSha256' | 'frameIndexSha256' | 'posesSha256'>>> {
  const paths = [canonical.tracks, canonical.frameIndex, ...(report.hasPoses ? [canonical.poses] : [])];
  const hashes: Sha256[] = [];
  for (const path of paths) {
    const stored = await objects.putFile(path, { move: true });
    if (!stored.ok) return stored;
    if (stored.value.created) traces.objects.push(stored.value.sha256);
    hashes.push(stored.value.sha256);
  }
  const [tracksSha256 = '', frameIndexSha256 = '', posesSha256] = hashes;
  return ok({ tracksSha256, frameIndexSha256, ...(posesSha256 === undefined ? {} : { posesSha256 }) });
}

function newSource(
  input: AddSource,
  { files, clip }: StagedFiles,
  report: ImportReport,
  hashes: Pick<Source, 'tracksSha256' | 'frameIndexSha256' | 'posesSha256'>,
  sample: boolean,
): NewSource {
  const attested = input.attestation !== undefined && clip !== undefined;
  const source: NewSource['source'] = {
    ...report.facts,
    ...hashes,
    projectId: input.projectId,
    name: input.name,
    files: [...files],
    sha256: contentHash(files),
    ...(clip === undefined ? {} : { clipSha256: clip.sha256, clipSizeBytes: clip.sizeBytes }),
    privacyState: attested || (sample && clip !== undefined) ? 'passed' : 'unknown',
    schemaVersion,
  };
  return { source, quarantined: report.quarantined, attestation: attested ? input.attestation : undefined };
}

async function importInto(deps: Tools, input: AddSource, sample: boolean, traces: Traces) {
  const { store, objects, uploads, importer } = deps;
  const free = await asResult(
    store.run('sources.checkName', { projectId: input.projectId, name: input.name }),
  );
  if (!free.ok) return free;
  const given = findFiles(input.files, uploads);
  if (!given.ok) return given;
  await mkdir(traces.folder, { recursive: true });
  const staged = await stageFiles(given.value, objects, traces);
  if (!staged.ok) return staged;
  const outputs = canonicalIn(traces.folder);
  const fps = input.fps === undefined ? {} : { fps: input.fps };
  const report = await importer.run({ parts: [...staged.value.parts], outputs, ...fps });
  if (!report.ok) return report;
  const hashes = await keepCanonical(outputs, report.value, objects, traces);
  if (!hashes.ok) return hashes;
  return asResult(
    store.run('sources.insert', newSource(input, staged.value, report.value, hashes.value, sample)),
  );
}

async function add(deps: Tools, input: AddSource, sample: boolean): Promise<Result<Source>> {
  const { store, objects, uploads } = deps;
  const traces: Traces = { folder: objects.tempPath('.import'), objects: [] };
  const unreferenced = (made: readonly Sha256[]) => store.run('sources.unreferenced', { objects: made });
  let added: Result<Source> | undefined;
  try {
    added = await importInto(deps, input, sample, traces);
  } catch (thrown) {
    added = err(toProblem(thrown));
  }
  await clearTraces(traces, objects, unreferenced, !added.ok);
  if (added.ok)
    for (const file of input.files) if (file.kind === 'upload') await uploads.forget(file.uploadId);
  return added;
}

/** Runs one task after another, in the order of asking. */
function createLine(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const run = last.then(task, task);
    last = run;
    return run;
  };
}

/** Sources of a workspace: files come in whole or leave no trace. Imports run one after another. */
export function createSourcesService(deps: SourcesDeps): SourcesService {
  const { store } = deps;
  const tools: Tools = { ...deps, importer: createImporter() };
  const inLine = createLine();
  return {
    list: async ({ projectId }) => {
      const found = await asResult(store.run('sources.list', { projectId }));
      return found.ok ? ok([...found.value]) : found;
    },
    get: ({ id }) => asResult(store.run('sources.get', { id })),
    inspect: (input) => inspect(tools, input),
    add: (input) => inLine(() => add(tools, input, false)),
    addSample: (input) => inLine(() => add(tools, input, true)),
    attest: ({ id, rev, attestation }) => asResult(store.run('sources.attest', { id, rev, attestation })),
    quarantine: async ({ id, limit }) => {
      const rows = await asResult(store.run('sources.quarantine', { id, limit }));
      return rows.ok ? ok([...rows.value]) : rows;
    },
    close: () => tools.importer.close(),
  };
}
