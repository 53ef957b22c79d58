import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Project } from '#contract/entities/project';
import type { Source, SourceFileRole } from '#contract/entities/source';
import { problem, raise, unwrap } from '#contract/errors';
import { newId } from '#contract/ids';
import type { AddSource } from '#contract/rpc/sources';
import {
  sourceReadOptionsSchema,
  type ImportProgress,
  type Matching,
  type SourceReadOptions,
} from '#contract/rpc/source-reading';
import { hashFile } from '#main/objects/file-hash';
import type { Services } from '#main/services/services';
import { findActive } from '../find.ts';
import type { Terminal } from '../terminal.ts';

export interface ImportOptions {
  readonly tracks: string;
  readonly clip?: string;
  readonly zones?: string;
  readonly frameIndex?: string;
  readonly homography?: string;
  readonly captions?: string;
  readonly poses?: string;
  readonly fps?: number;
  readonly format?: string;
  readonly matching?: Matching;
  readonly link?: boolean;
  readonly reading?: string;
  readonly project: string;
  readonly name?: string;
  readonly attest?: string;
  readonly by?: string;
  readonly json?: boolean;
}

type Paths = readonly (readonly [SourceFileRole, string])[];

function inputPaths(options: ImportOptions): Paths {
  const given: readonly (readonly [SourceFileRole, string | undefined])[] = [
    ['tracks', options.tracks],
    ['clip', options.clip],
    ['zones', options.zones],
    ['frame_index', options.frameIndex],
    ['homography', options.homography],
    ['captions', options.captions],
    ['poses', options.poses],
  ];
  return given.flatMap(([role, path]) => (path === undefined ? [] : [[role, resolve(path)] as const]));
}

/** The same files under the same name are the same source: a repeated run imports nothing. Files found beside the tracks are not asked for. */
async function isSameInput(source: Source, paths: Paths): Promise<boolean> {
  const roles = new Set(source.files.map(({ role }) => role));
  if (roles.size !== paths.length) return false;
  for (const [role, path] of paths) {
    const { sha256 } = unwrap(await hashFile(path));
    if (!source.files.some((file) => file.role === role && file.sha256 === sha256)) return false;
  }
  return true;
}

function attestation({ attest, by }: ImportOptions): Pick<AddSource, 'attestation'> {
  if (attest === undefined && by === undefined) return {};
  if (attest === undefined || by === undefined)
    return raise(
      problem('bad_request', 'Give --attest and --by together: what was done to the clip, and by whom.'),
    );
  return { attestation: { what: attest, by } };
}

/** Throws where options contradict each other, before anything is read. */
export function checkImportOptions(options: ImportOptions): void {
  attestation(options);
}

function sourceName({ name, tracks }: ImportOptions): string {
  return name ?? basename(tracks).replace(/(\.tracks)?\.[^.]+(\.gz)?$/, '');
}

/** What boxes without ids are linked by: across five missing frames, from an overlap of 0.3 on. */
const linking = { maxGapFrames: 5, leastIou: 0.3 } as const;

async function readReading(path: string | undefined): Promise<SourceReadOptions> {
  if (path === undefined) return {};
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return raise(problem('missing_file', 'There is no such file.', { file: path }));
  try {
    return sourceReadOptionsSchema.parse(JSON.parse(text));
  } catch (thrown) {
    return raise(
      problem('bad_value', 'This file does not say how a source is read.', { file: path }),
      thrown,
    );
  }
}

async function readOptions(options: ImportOptions): Promise<Pick<AddSource, 'readOptions'>> {
  const { format, matching, link, reading } = options;
  const said: SourceReadOptions = {
    ...(await readReading(reading)),
    ...(format === undefined ? {} : { formatId: format }),
    ...(matching === undefined ? {} : { matching }),
    ...(link === true ? { linking } : {}),
  };
  return Object.keys(said).length === 0 ? {} : { readOptions: said };
}

async function sourceInput(
  projectId: string,
  options: ImportOptions,
): Promise<Omit<AddSource, 'attestation'>> {
  return {
    projectId,
    importId: newId(),
    name: sourceName(options),
    files: inputPaths(options).map(([role, path]) => ({ kind: 'path', role, path })),
    ...(options.fps === undefined ? {} : { fps: options.fps }),
    ...(await readOptions(options)),
  };
}

function describe({ phase, share, rows }: ImportProgress): string {
  const counted = rows > 0 ? `  ${rows.toLocaleString('en')} rows` : '';
  return `${phase}  ${Math.floor(share * 100)} %${counted}`;
}

async function showProgress(
  services: Services,
  importId: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  for await (const state of services.sources.progress({ importId }, signal))
    terminal.progress(describe(state));
}

/** Adds a source, showing how far it is; `interrupt` cancels it, and nothing is kept. */
async function addFollowed(
  services: Services,
  input: AddSource,
  terminal: Terminal,
  interrupt: AbortSignal,
): Promise<Source> {
  const { importId = newId() } = input;
  const ended = new AbortController();
  const cancel = () => void services.sources.cancelImport({ importId });
  interrupt.addEventListener('abort', cancel, { once: true });
  const shown = showProgress(services, importId, terminal, ended.signal);
  try {
    return unwrap(await services.sources.add({ ...input, importId }));
  } finally {
    interrupt.removeEventListener('abort', cancel);
    ended.abort();
    await shown;
    terminal.progress('');
  }
}

async function importSource(
  services: Services,
  projectId: string,
  options: ImportOptions,
  terminal: Terminal,
  interrupt: AbortSignal,
): Promise<Source> {
  const name = sourceName(options);
  const existing = unwrap(await services.sources.list({ projectId })).find((source) => source.name === name);
  if (existing !== undefined) {
    if (await isSameInput(existing, inputPaths(options))) return existing;
    return raise(
      problem('already_exists', `The project has another source "${name}". Give this one a --name.`),
    );
  }
  const input = { ...(await sourceInput(projectId, options)), ...attestation(options) };
  return addFollowed(services, input, terminal, interrupt);
}

/** The project to work in. One that is not there is made only once the files are known to be good, so that bad ones leave nothing. */
async function chooseProject(services: Services, options: ImportOptions): Promise<Project> {
  const found = await findActive(services, options.project);
  if (found !== undefined) return found;
  const { refusal } = unwrap(await services.sources.inspect(await sourceInput(newId(), options)));
  if (refusal !== undefined) raise(refusal);
  return unwrap(await services.projects.create({ name: options.project }));
}

function leftOut({ name, quarantinedRows: rows }: Source): string {
  return `${rows} ${rows === 1 ? 'row' : 'rows'} of ${name} ${rows === 1 ? 'was' : 'were'} left out; see its quarantine.`;
}

/** Brings files in as a source of a project, which is made where it is not there; the same files again are the same source. */
export async function bringIn(
  services: Services,
  options: ImportOptions,
  terminal: Terminal,
  interrupt: AbortSignal,
): Promise<{ readonly project: Project; readonly source: Source }> {
  const project = await chooseProject(services, options);
  const source = await importSource(services, project.id, options, terminal, interrupt);
  if (source.quarantinedRows > 0) terminal.note(leftOut(source));
  return { project, source };
}

/** Imports files as a source, and says what they hold. */
export async function importCommand(
  services: Services,
  options: ImportOptions,
  terminal: Terminal,
  interrupt: AbortSignal,
): Promise<void> {
  checkImportOptions(options);
  const { project, source } = await bringIn(services, options, terminal, interrupt);
  if (options.json === true) return terminal.out(JSON.stringify({ project, source }));
  const { name, trackCount, rowCount, frameCount, space } = source;
  return terminal.out(
    `${name}: ${trackCount} tracks, ${rowCount} rows, ${frameCount} frames, ${space === 'metric' ? 'in metres' : 'in body heights'}`,
  );
}
