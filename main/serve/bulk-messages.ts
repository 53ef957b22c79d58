import { z } from 'zod';
import { sha256Schema } from '#contract/ids';

const span = { from: z.int().min(0), to: z.int().min(0) };

/** What the bulk thread is asked for: a canonical object by its hash, cut to frames `[from, to)`. */
export const bulkWorkSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('frame_index'), sha256: sha256Schema, nominal: z.boolean() }),
  z.object({ kind: z.literal('tracks'), sha256: sha256Schema, ...span }),
  z.object({ kind: z.literal('poses'), sha256: sha256Schema, ...span }),
]);
export type BulkWork = z.infer<typeof bulkWorkSchema>;

export const bulkThreadDataSchema = z.object({ workspaceFolder: z.string().min(1) });
