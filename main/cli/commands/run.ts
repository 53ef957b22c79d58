import { readFile, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Job } from '#contract/entities/job';
import { errorCodeSchema, problem, raise, unwrap } from '#contract/errors';
import type { Diagnostic } from '#contract/rpc/projects';
import type { QueueItem } from '#contract/rpc/review';
import type { Services } from '#main/services/services';
import type { Terminal } from '../terminal.ts';
import { formatCsv, formatTable } from '../terminal.ts';
import { findActive } from '../find.ts';
import { bringIn, checkImportOptions, type ImportOptions } from './import.ts';

export interface RunOptions extends ImportOptions {
  readonly ontology: string;
  readonly out?: string;
}

interface OntologyText {
  readonly text: string;
  readonly file?: string;
}

/** `project` names the one whose versions the ontology may stand on, where there is such a project. */
async function readOntology(services: Services, wanted: string, project: string): Promise<OntologyText> {
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
  const found = await findActive(services, project);
  const within = found === undefined ? {} : { projectId: found.id };
  refuseErrors(unwrap(await services.projects.checkOntology({ text, ...within })), wanted);
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

/** Imports, runs the rules and lists the candidates; a repeated run reuses all that is unchanged. */
export async function runCommand(
  services: Services,
  options: RunOptions,
  terminal: Terminal,
  interrupt: AbortSignal,
): Promise<void> {
  checkImportOptions(options);
  const { text, file } = await readOntology(services, options.ontology, options.project);
  const { project, source } = await bringIn(services, options, terminal, interrupt);
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
