import type { Database } from 'better-sqlite3';
import type { Id, Instant } from '#contract/ids';

/** What a store operation may use: the open database and the two sources of new values, so that tests can fix them. */
export interface StoreContext {
  readonly db: Database;
  readonly now: () => Instant;
  readonly newId: () => Id;
}

/** One transaction of the store thread. Synchronous; throws `AftertrackError` to refuse, and then nothing is written. */
export type Operation<Input, Output> = (context: StoreContext, input: Input) => Output;
