import { problem, raise } from '#contract/errors';

/** The item at `index`, or a failure that says how many there are. */
export function nth<T>(list: readonly T[], index: number): T {
  const item = list[index];
  return item === undefined
    ? raise(problem('internal', `There is no item ${index} among ${list.length}.`))
    : item;
}
