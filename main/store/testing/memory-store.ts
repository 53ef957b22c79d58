import type { StoreContext } from '../operation.ts';
import type { Store } from '../store.ts';
import { run } from './run.ts';

/** An open database as a store without its thread. */
export function memoryStore(context: StoreContext): Store {
  return {
    run: (name, input) => new Promise((resolve) => resolve(run(context, name, input))),
    close: () => Promise.resolve(),
  };
}
