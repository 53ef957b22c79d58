import { ok, type Result } from '#contract/errors';
import type { Job } from '#contract/entities/job';
import type { Engine } from '../engine/engine.ts';
import type { FeatureReader } from '../engine/feature-reader.ts';
import type { Store } from '../store/store.ts';
import { answer } from './answer.ts';
import type { Services } from './services.ts';

export interface JobsServiceDeps {
  readonly store: Store;
  readonly engine: Pick<Engine, 'wake' | 'onChange'>;
  readonly features: Pick<FeatureReader, 'findChanges'>;
  readonly codeVersion: string;
}

/** How often a watch looks for changes that other processes made. */
const watchPollMs = 1000;

interface Changes {
  /** Resolves at the next change, after `withinMs`, or when `signal` aborts. */
  next(withinMs: number, signal: AbortSignal): Promise<void>;
  note(): void;
  end(): void;
}

function hearChanges(engine: JobsServiceDeps['engine'], local: Set<() => void>): Changes {
  let seen = Promise.withResolvers<void>();
  const note = (): void => seen.resolve();
  const unhear = engine.onChange(note);
  local.add(note);
  return {
    note,
    async next(withinMs, signal) {
      const timer = setTimeout(note, withinMs);
      signal.addEventListener('abort', note, { once: true });
      await seen.promise;
      clearTimeout(timer);
      signal.removeEventListener('abort', note);
      seen = Promise.withResolvers<void>();
    },
    end: () => {
      unhear();
      local.delete(note);
    },
  };
}

/** Yields each job of the project whose state differs from the one yielded before, the oldest first. */
async function* watchJobs(
  store: Store,
  projectId: string,
  hear: () => Changes,
  signal: AbortSignal,
): AsyncGenerator<Job> {
  const changes = hear();
  const shown = new Map<string, string>();
  try {
    while (!signal.aborted) {
      for (const job of (await store.run('jobs.list', { projectId })).toReversed()) {
        const state = JSON.stringify(job);
        if (shown.get(job.id) !== state && !signal.aborted) yield job;
        shown.set(job.id, state);
      }
      if (!signal.aborted) await changes.next(watchPollMs, signal);
    }
  } finally {
    changes.end();
  }
}

/** Jobs: queued here, run by whichever engine claims them. */
export function createJobsService({
  store,
  engine,
  features,
  codeVersion,
}: JobsServiceDeps): Services['jobs'] {
  const local = new Set<() => void>();

  async function change(work: () => Promise<Job>): Promise<Result<Job>> {
    const result = await answer(work);
    engine.wake();
    for (const note of local) note();
    return result;
  }

  return {
    list: ({ projectId }) => answer(async () => [...(await store.run('jobs.list', { projectId }))]),
    get: ({ id }) => answer(() => store.run('jobs.get', { id })),
    start: (input) => change(() => store.run('jobs.create', { ...input, codeVersion })),
    cancel: ({ id }) => change(() => store.run('jobs.cancel', { id })),
    resume: ({ id }) => change(() => store.run('jobs.resume', { id, codeVersion })),
    changePoints: async (subject) => {
      const found = await features.findChanges(subject);
      return found.ok ? ok({ frames: found.value }) : found;
    },
    watch: ({ projectId }, signal) => watchJobs(store, projectId, () => hearChanges(engine, local), signal),
  };
}
