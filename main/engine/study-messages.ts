import { type Estimate, estimate, type Found, type Reviewed } from '#pipeline/what-if/estimate';
import type { KnownStep } from '../store/job-run-operations.ts';
import type { QuestionName, Questions } from './study-questions.ts';
import type { StudyOf } from './studies.ts';

/** A question about a rule in a source; `known` are steps that were found for it, once it was said which it needs. */
export interface StudyWork<Name extends QuestionName = QuestionName> {
  readonly of: StudyOf;
  readonly name: Name;
  readonly asks: Questions[Name]['asks'];
  readonly known?: readonly KnownStep[] | undefined;
}

/** The answer, or which steps have to be looked up before. */
export type StudyAnswer<Name extends QuestionName = QuestionName> =
  | { readonly toFind: readonly string[] }
  | { readonly answer: Questions[Name]['answers'] };

/** What was reviewed, and what a rule finds with each of some values. */
export interface EstimateWork {
  readonly reviewed: readonly Reviewed[];
  readonly found: readonly (readonly Found[])[];
}

export function estimateAll({ reviewed, found }: EstimateWork): readonly Estimate[] {
  return found.map((each) => estimate(reviewed, each));
}
