import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import type { Job } from '#contract/entities/job';
import type { Project } from '#contract/entities/project';
import type { Source, SourceFileRole } from '#contract/entities/source';
import { errorCodeSchema, problem, raise, unwrap } from '#contract/errors';
import { newId } from '#contract/ids';
import type { Diagnostic } from '#contract/rpc/projects';
import type { QueueItem } from '#contract/rpc/review';
import type { AddSource } from '#contract/rpc/sources';
import { hashFile } from '#main/objects/file-hash';
import type { Services } from '#main/services/services';
import { findActive } from '../find.ts';
import type { Terminal } from '../terminal.ts';
import { formatCsv, formatTable } from '../terminal.ts';

export interface RunOptions {
  readonly tracks: string;
  readonly clip?: string;
  readonly zones?: string;
  readonly frameIndex?: string;
  readonly homography?: string;
  readonly captions?: string;
  readonly poses?: string;
  readonly fps?: number;
  readonly ontology: string;
  readonly project: string;
  readonly name?: string;
  readonly attest?: string;
  readonly by?: string;
  readonly out?: string;
  readonly json?: boolean;
}

type Paths = readonly (readonly [SourceFileRole, string])[];

function inputPaths(options: RunOptions): Paths {
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

/** The same files under the same name are the same source: a repeated run imports nothing. */
async function isSameInput(source: Source, paths: Paths): Promise<boolean> {
  if (source.files.length !== paths.length) return false;
  for (const [role, path] of paths) {
    const { sha256 } = unwrap(await hashFile(path));
    if (!source.files.some((file) => file.role === role && file.sha256 === sha256)) return false;
  }
  return true;
}

function attestation({ attest, by }: RunOptions): Pick<AddSource, 'attestation'> {
  if (attest === undefined && by === undefined) return {};
  if (attest === undefined || by === undefined)
    return raise(
      problem('bad_request', 'Give --attest and --by together: what was done to the clip, and by whom.'),
    );
  return { attestation: { what: attest, by } };
}

function sourceName({ name, tracks }: RunOptions): string {
  return name ?? basename(tracks).replace(/(\.tracks)?\.[^.]+(\.gz)?$/, '');
}

function sourceInput(projectId: string, options: RunOptions): Omit<AddSource, 'attestation'> {
  return {
    projectId,
    name: sourceName(options),
    files: inputPaths(options).map(([role, path]) => ({ kind: 'path', role, path })),
    ...(options.fps === undefined ? {} : { fps: options.fps }),
  };
}

async function importSource(services: Services, projectId: string, options: RunOptions): Promise<Source> {
  const name = sourceName(options);
  const existing = unwrap(await services.sources.list({ projectId })).find((source) => source.name === name);
  if (existing !== undefined) {
    if (await isSameInput(existing, inputPaths(options))) return existing;
    return raise(
      problem('already_exists', `The project has another source "${name}". Give this one a --name.`),
    );
  }
  return unwrap(await services.sources.add({ ...sourceInput(projectId, options), ...attestation(options) }));
}

interface OntologyText {
  readonly text: string;
  readonly file?: string;
}

async function readOntology(services: Services, wanted: string): Promise<OntologyText> {
  const shipped = unwrap(await services.projects.shippedOntologies(undefined));
  const known = shipped.find(({ name }) => name === wanted);
  if (known !== undefined) return { text: known.text };
  if (!['.yaml', '.yml'].includes(extname(wanted)))
    return raise(
      problem(
        'not_found',
        `"${wanted}" is no YAML file and none of: ${shipped.map(({ name }) => name).join(', ')}.`,
      ),
    );
  const text = await readFile(wanted, 'utf8').catch(() => undefined);
  if (text === undefined)
    return raise(problem('missing_file', 'There is no such ontology.', { file: wanted }));
  refuseErrors(unwrap(await services.projects.checkOntology({ text })), wanted);
  return { text, file: wanted };
}

/** Throws the first error of an ontology with its place. */
function refuseErrors(diagnostics: readonly Diagnostic[], file: string): void {
  const first = diagnostics.find(({ severity }) => severity === 'error');
  if (first === undefined) return;
  const { message, line, column, hint } = first;
  const code = errorCodeSchema.catch('bad_expression').parse(first.code);
  raise(problem(code, message, { file, line, column, ...(hint === undefined ? {} : { hint }) }));
}

/** The project to work in. One that is not there is made only once the files are known to be good, so that bad ones leave nothing. */
async function chooseProject(services: Services, options: RunOptions): Promise<Project> {
  const found = await findActive(services, options.project);
  if (found !== undefined) return found;
  unwrap(await services.sources.inspect(sourceInput(newId(), options)));
  return unwrap(await services.projects.create({ name: options.project }));
}

function describe(job: Job): string {
  return `job ${job.number}  ${job.stage}  ${Math.round(job.progress * 100)} %`;
}

/** Follows a job to its end; `interrupt` cancels it, and what it finished is kept. */
async function follow(
  services: Services,
  started: Job,
  terminal: Terminal,
  interrupt: AbortSignal,
): Promise<Job> {
  const ended = new AbortController();
  const cancel = () => void services.jobs.cancel({ id: started.id });
  if (interrupt.aborted) cancel();
  interrupt.addEventListener('abort', cancel, { once: true });
  try {
    for await (const job of services.jobs.watch({ projectId: started.projectId }, ended.signal)) {
      if (job.id !== started.id) continue;
      terminal.progress(describe(job));
      if (job.status !== 'queued' && job.status !== 'running') return job;
    }
  } finally {
    ended.abort();
    terminal.progress('');
  }
  return unwrap(await services.jobs.get({ id: started.id }));
}

const candidateColumns = [
  'sequence',
  'type',
  'start_frame',
  'end_frame',
  'start_t',
  'end_t',
  'actors',
  'objects',
  'score',
  'state',
];

function candidateRow(item: QueueItem): readonly (string | number)[] {
  const ids = (participants: QueueItem['actors']) => participants.map(({ trackId }) => trackId).join('|');
  return [
    item.sourceName,
    item.type,
    item.startFrame,
    item.endFrame,
    item.startS,
    item.endS,
    ids(item.actors),
    ids(item.objects),
    item.ruleScore,
    item.state,
  ];
}

function requireDone(job: Job): Job {
  if (job.status === 'done') return job;
  return raise(
    job.problem ?? problem('cancelled', 'The job was cancelled. Run again to go on where it stopped.'),
  );
}

function leftOut({ name, quarantinedRows: rows }: Source): string {
  return `${rows} ${rows === 1 ? 'row' : 'rows'} of ${name} ${rows === 1 ? 'was' : 'were'} left out; see its quarantine.`;
}

/** Imports, runs the rules and lists the candidates; a repeated run reuses all that is unchanged. */
export async function runCommand(
  services: Services,
  options: RunOptions,
  terminal: Terminal,
  interrupt: AbortSignal,
): Promise<void> {
  attestation(options);
  const { text, file } = await readOntology(services, options.ontology);
  const project = await chooseProject(services, options);
  const source = await importSource(services, project.id, options);
  if (source.quarantinedRows > 0) terminal.note(leftOut(source));
  const named = file === undefined ? {} : { file };
  const ontology = unwrap(await services.projects.addOntology({ projectId: project.id, text, ...named }));
  const started = unwrap(await services.jobs.start({ sourceId: source.id, ontologyVersionId: ontology.id }));
  const job = requireDone(await follow(services, started, terminal, interrupt));
  const queue = unwrap(
    await services.review.queue({ projectId: project.id, sourceId: source.id, order: 'time', state: 'all' }),
  );
  if (options.out !== undefined)
    await writeFile(options.out, formatCsv(candidateColumns, queue.items.map(candidateRow)));
  if (options.json === true)
    return terminal.out(JSON.stringify({ project, source, job, candidates: queue.items }));
  for (const { type, reason } of job.stats?.starved ?? [])
    terminal.note(`${type} could not be looked for: ${reason}`);
  terminal.out(formatTable(['type', 'candidates'], Object.entries(job.stats?.candidatesByType ?? {})));
}
