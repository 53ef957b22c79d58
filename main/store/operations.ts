import { preferenceOperations } from './preference-operations.ts';

/** Every operation of the store by name. */
export const operations = {
  ...preferenceOperations,
};
export type Operations = typeof operations;
