import { z } from 'zod';
import type { Operation } from './operation.ts';
import { fromRow, insertRow, sql } from './rows.ts';

const identitySchema = z.object({ reviewerId: z.string(), deviceId: z.string(), createdAt: z.string() });

/** Who reviews in this workspace and on which device. */
export type WorkspaceIdentity = Readonly<z.infer<typeof identitySchema>>;

/** The workspace's identity; the first call makes it, with a new device id and the given reviewer. */
const identify: Operation<{ readonly reviewerId: string }, WorkspaceIdentity> = (context, { reviewerId }) => {
  const { db, newId, now } = context;
  const row = sql(db, 'SELECT reviewer_id, device_id, created_at FROM workspace').get();
  if (row !== undefined) return identitySchema.parse(fromRow(row));
  const identity = { reviewerId, deviceId: newId(), createdAt: now() };
  insertRow(db, 'workspace', { singleton: 1, ...identity });
  return identity;
};

export const workspaceOperations = { 'workspace.identify': identify };
