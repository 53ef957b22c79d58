import { datasetOperations } from './dataset-operations.ts';
import { jobFinishOperations } from './job-finish-operations.ts';
import { jobOperations } from './job-operations.ts';
import { jobRunOperations } from './job-run-operations.ts';
import { preferenceOperations } from './preference-operations.ts';

/** Every operation of the store by name. */
export const operations = {
  ...datasetOperations,
  ...preferenceOperations,
  ...jobOperations,
  ...jobRunOperations,
  ...jobFinishOperations,
};
export type Operations = typeof operations;
