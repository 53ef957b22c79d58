import { unwrap } from '#contract/errors';
import type { Services } from '#main/services/services';
import { findProject } from '../find.ts';
import type { Terminal } from '../terminal.ts';
import { formatTable } from '../terminal.ts';

export interface ListOptions {
  readonly project?: string;
  readonly json?: boolean;
}

/** Lists the projects of the workspace. */
export async function projectsCommand(
  services: Services,
  options: ListOptions,
  terminal: Terminal,
): Promise<void> {
  const projects = unwrap(await services.projects.list(undefined));
  if (options.json === true) return terminal.out(JSON.stringify(projects));
  terminal.out(
    formatTable(
      ['id', 'name', 'status'],
      projects.map(({ id, name, status }) => [id, name, status]),
    ),
  );
}

/** Lists a project's jobs, the latest first. */
export async function jobsCommand(
  services: Services,
  options: ListOptions,
  terminal: Terminal,
): Promise<void> {
  const project = await findProject(services, options.project);
  const jobs = unwrap(await services.jobs.list({ projectId: project.id }));
  if (options.json === true) return terminal.out(JSON.stringify(jobs));
  const rows = jobs.map((job) => [
    job.number,
    job.id,
    job.status,
    `${Math.round(job.progress * 100)} %`,
    job.stats?.candidates ?? 0,
    job.problem?.message ?? '',
  ]);
  terminal.out(formatTable(['job', 'id', 'state', 'progress', 'candidates', 'problem'], rows));
}

/** Stops a job, or puts it back in the queue. */
export async function jobCommand(
  services: Services,
  verb: 'cancel' | 'resume',
  id: string,
  terminal: Terminal,
): Promise<void> {
  const job = unwrap(await services.jobs[verb]({ id }));
  terminal.out(`job ${job.number} ${job.status}`);
}

export interface EventOptions extends ListOptions {
  readonly type?: string;
  readonly status?: 'confirmed' | 'disputed' | 'retired';
}

/** Lists a project's events: confirmed ones unless another status is asked for. */
export async function eventsCommand(
  services: Services,
  options: EventOptions,
  terminal: Terminal,
): Promise<void> {
  const project = await findProject(services, options.project);
  const found = unwrap(
    await services.review.events({ projectId: project.id, status: options.status ?? 'confirmed' }),
  );
  const events = found.filter(({ type }) => options.type === undefined || type === options.type);
  if (options.json === true) return terminal.out(JSON.stringify(events));
  const rows = events.map((event) => [
    event.id,
    event.sourceName,
    event.type,
    event.startFrame,
    event.endFrame,
    event.actors.map(({ trackId }) => trackId).join('|'),
    event.confidence.toFixed(2),
  ]);
  terminal.out(
    formatTable(['event', 'sequence', 'type', 'start_frame', 'end_frame', 'actors', 'confidence'], rows),
  );
}
