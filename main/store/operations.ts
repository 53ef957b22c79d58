import { datasetOperations } from './dataset-operations.ts';
import { preferenceOperations } from './preference-operations.ts';

/** Every operation of the store by name. */
export const operations = {
  ...datasetOperations,
  ...preferenceOperations,
};
export type Operations = typeof operations;
