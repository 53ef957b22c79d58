import { err, ok, problem, raise, toProblem, type Result } from '#contract/errors';
import type { Estimate } from '#pipeline/what-if/estimate';
import type { Store } from '../store/store.ts';
import { defaultMemoryBytes } from './memory-need.ts';
import type { JobInput } from './job-steps.ts';
import type { QuestionName, Questions } from './study-questions.ts';
import type { EstimateWork, StudyAnswer, StudyWork } from './study-messages.ts';
import { createWorkerPool } from './worker-pool.ts';

/** Asks rules what they would find with other values, in a thread of its own that keeps what it opened. */
export interface WhatIf {
  ask<Name extends QuestionName>(
    name: Name,
    of: { readonly input: JobInput; readonly type: string },
    asks: Questions[Name]['asks'],
  ): Promise<Result<Questions[Name]['answers']>>;
  estimate(work: EstimateWork): Promise<Result<readonly Estimate[]>>;
  close(): Promise<void>;
}

/** A study over the workspace in `workspaceFolder`; its thread starts when it is first needed. */
export function createWhatIf(deps: { readonly store: Store; readonly workspaceFolder: string }): WhatIf {
  const pool = createWorkerPool(deps.workspaceFolder, 1);
  const bounds = { threads: 1, memoryBytes: defaultMemoryBytes() };

  async function asked<Name extends QuestionName>(
    work: StudyWork<Name>,
  ): Promise<Questions[Name]['answers']> {
    const first = (await pool.ask('study', work)) as StudyAnswer<Name>;
    if ('answer' in first) return first.answer;
    const known = await deps.store.run('jobs.findSteps', { keys: first.toFind });
    const second = (await pool.ask('study', { ...work, known })) as StudyAnswer<Name>;
    return 'answer' in second ? second.answer : raise(problem('internal', 'A study could not be opened.'));
  }

  async function answered<T>(work: () => Promise<T>): Promise<Result<T>> {
    try {
      return ok(await work());
    } catch (thrown) {
      return err(toProblem(thrown));
    }
  }

  return {
    ask: (name, of, asks) => answered(() => asked({ of: { ...of, bounds }, name, asks })),
    estimate: (work) => answered(() => pool.ask('estimate', work)),
    close: () => pool.close(),
  };
}
