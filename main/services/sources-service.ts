import { createHash } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile, Source } from '#contract/entities/source';
import { err, ok, toProblem, type Result } from '#contract/errors';
import type { Sha256 } from '#contract/ids';
import type { AddSource, InputFile, Inspection } from '#contract/rpc/sources';
import type { ImportReport, ImportRequest } from '#main/importers/import-report';
import { createImporter, type Importer } from '#main/importers/importer';
import type { InputPart } from '#main/importers/input-part';
import { cancelledProblem, createPulse } from '#main/importers/read-watch';
import {
  clearTraces,
  gatherFiles,
  stageFiles,
  type GivenFile,
  type StagedFiles,
  type Traces,
} from '#main/importers/stage-files';
import type { ObjectStore } from '#main/objects/object-store';
import type { NewSource } from '#main/store/source-operations';
import type { Store } from '#main/store/store';
import { createImportRuns, type ImportRun } from './import-runs.ts';
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

/** What is read of the files and how, from what a caller says. */
async function requestOf(
  { store }: Tools,
  input: Omit<AddSource, 'attestation'>,
  parts: readonly InputPart[],
  workFolder: string,
): Promise<ImportRequest> {
  return {
    parts: parts.map(({ role, path, label }) => ({ role, path, label })),
    ...(input.fps === undefined ? {} : { fps: input.fps }),
    ...(input.readOptions === undefined ? {} : { options: input.readOptions }),
    presets: [...(await store.run('mappings.newest', undefined))],
    workFolder,
  };
}

async function inspectIn(
  deps: Tools,
  input: Omit<AddSource, 'attestation'>,
  { signal, report }: ImportRun,
  folder: string,
): Promise<Result<Inspection>> {
  const given = findFiles(input.files, deps.uploads);
  if (!given.ok) return given;
  await mkdir(folder, { recursive: true });
  const parts = await gatherFiles(given.value, folder);
  if (!parts.ok) return parts;
  const request = await requestOf(deps, input, parts.value, folder);
  const read = await deps.importer.run(request, { signal, onProgress: report });
  return read.ok ? ok(read.value.inspection) : read;
}

async function inspect(
  deps: Tools,
  input: Omit<AddSource, 'attestation'>,
  run: ImportRun,
): Promise<Result<Inspection>> {
  const folder = deps.objects.tempPath('.inspect');
  try {
    return await inspectIn(deps, input, run, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Moves the canonical files into the object store. */
async function keepCanonical(
  canonical: CanonicalFiles,
  report: ImportReport,
  objects: ObjectStore,
  traces: Traces,
  signal: AbortSignal,
): Promise<Result<Pick<Source, 'tracksSha256' | 'frameIndexSha256' | 'posesSha256'>>> {
  const paths = [canonical.tracks, canonical.frameIndex, ...(report.hasPoses ? [canonical.poses] : [])];
  const hashes: Sha256[] = [];
  for (const path of paths) {
    const stored = await objects.putFile(path, { move: true, signal });
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

/** Says how much of the files is copied. */
function copyWatch({ signal, report }: ImportRun, totalBytes: number) {
  const pulse = createPulse(new Int32Array(1), report);
  let doneBytes = 0;
  return {
    signal,
    onBytes(bytes: number): void {
      doneBytes += bytes;
      const share = doneBytes / Math.max(1, totalBytes);
      pulse.report({ phase: 'copying', share, doneBytes, totalBytes, rows: 0 });
    },
  };
}

async function totalBytesOf(given: readonly GivenFile[]): Promise<number> {
  const sizes = given.map(async ({ path, known }) =>
    known === undefined ? ((await stat(path).catch(() => undefined))?.size ?? 0) : 0,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Files of the source as a person wants them: without the clip where it is left out. */
async function stage(
  deps: Tools,
  input: AddSource,
  run: ImportRun,
  traces: Traces,
): Promise<Result<StagedFiles>> {
  const found = findFiles(input.files, deps.uploads);
  if (!found.ok) return found;
  const leaveClip = input.readOptions?.matching === 'no_clip';
  const given = found.value.filter(({ role }) => !(leaveClip && role === 'clip'));
  await mkdir(traces.folder, { recursive: true });
  const watch = copyWatch(run, await totalBytesOf(given));
  return stageFiles(given, deps.objects, traces, { ...watch, formatId: input.readOptions?.formatId });
}

async function importInto(
  deps: Tools,
  input: AddSource,
  sample: boolean,
  traces: Traces,
  run: ImportRun,
): Promise<Result<Source>> {
  const { store, objects, importer } = deps;
  const { signal, report } = run;
  if (signal.aborted) return err(cancelledProblem);
  const free = await asResult(
    store.run('sources.checkName', { projectId: input.projectId, name: input.name }),
  );
  if (!free.ok) return free;
  const staged = await stage(deps, input, run, traces);
  if (!staged.ok) return staged;
  const outputs = canonicalIn(traces.folder);
  const { presets: _, ...request } = await requestOf(deps, input, staged.value.parts, traces.folder);
  const read = await importer.run({ ...request, outputs }, { signal, onProgress: report });
  if (!read.ok) return read;
  report({ phase: 'keeping', share: 0, doneBytes: 0, totalBytes: 0, rows: read.value.facts.rowCount });
  const hashes = await keepCanonical(outputs, read.value, objects, traces, signal);
  if (!hashes.ok) return hashes;
  if (signal.aborted) return err(cancelledProblem);
  return asResult(
    store.run('sources.insert', newSource(input, staged.value, read.value, hashes.value, sample)),
  );
}

async function add(deps: Tools, input: AddSource, sample: boolean, run: ImportRun): Promise<Result<Source>> {
  const { store, objects, uploads } = deps;
  const traces: Traces = { folder: objects.tempPath('.import'), objects: [] };
  const unreferenced = (made: readonly Sha256[]) => store.run('sources.unreferenced', { objects: made });
  let added: Result<Source> | undefined;
  try {
    added = await importInto(deps, input, sample, traces, run);
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
  const runs = createImportRuns();
  const addInLine = (input: AddSource, sample: boolean): Promise<Result<Source>> =>
    runs.run(input.importId, (run) => inLine(() => add(tools, input, sample, run)));
  return {
    list: async ({ projectId }) => {
      const found = await asResult(store.run('sources.list', { projectId }));
      return found.ok ? ok([...found.value]) : found;
    },
    get: ({ id }) => asResult(store.run('sources.get', { id })),
    inspect: (input) => runs.run(input.importId, (run) => inspect(tools, input, run)),
    add: (input) => addInLine(input, false),
    addSample: (input) => addInLine(input, true),
    progress: ({ importId }, signal) => runs.progress(importId, signal),
    cancelImport: async ({ importId }) => ok({ cancelled: runs.cancel(importId) }),
    presets: async () => {
      const saved = await asResult(store.run('mappings.list', undefined));
      return saved.ok ? ok([...saved.value]) : saved;
    },
    savePreset: (preset) => asResult(store.run('mappings.save', preset)),
    removePreset: async ({ name }) => {
      const removed = await asResult(store.run('mappings.remove', { name }));
      return removed.ok ? ok({ removed: removed.value }) : removed;
    },
    attest: ({ id, rev, attestation }) => asResult(store.run('sources.attest', { id, rev, attestation })),
    quarantine: async ({ id, limit }) => {
      const rows = await asResult(store.run('sources.quarantine', { id, limit }));
      return rows.ok ? ok([...rows.value]) : rows;
    },
    close: () => tools.importer.close(),
  };
}
