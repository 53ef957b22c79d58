/** One numbered step of the workspace's schema; once released it is never edited. */
export interface Migration {
  /** Counts from 1 without gaps; becomes the database's `user_version`. */
  readonly version: number;
  readonly says: string;
  readonly sql: string;
}
