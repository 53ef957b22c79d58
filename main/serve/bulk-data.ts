import { z } from 'zod';
import type { Result } from '#contract/errors';
import { err, ok, refuse, toProblem } from '#contract/errors';
import type { FeatureReader } from '#main/engine/feature-reader';
import { startThread } from '#main/threads/thread-client';
import type { Thread } from '#main/threads/thread-client';
import { traceStream } from './arrow-streams.ts';
import type { BulkWork } from './bulk-messages.ts';
import type { BulkData } from './serve.ts';

const bytesSchema = z.instanceof(Uint8Array);

/** Bulk data over the workspace's objects, cut to what is asked in a thread of its own. */
export function createBulkData(
  workspaceFolder: string,
  features: Pick<FeatureReader, 'readTrace'>,
): BulkData & { readonly close: () => Promise<void> } {
  let thread: Thread | undefined;
  function living(): Thread {
    if (thread?.isAlive() !== true)
      thread = startThread(
        new URL('./bulk-thread', import.meta.url),
        { workspaceFolder },
        { gone: 'The reading thread ended.', background: true },
      );
    return thread;
  }
  async function ask(work: BulkWork): Promise<Result<Uint8Array>> {
    try {
      return ok(bytesSchema.parse(await living().ask(work)));
    } catch (thrown) {
      return err(toProblem(thrown));
    }
  }
  return {
    frameIndex: ({ frameIndexSha256, nominalIndex }) =>
      ask({ kind: 'frame_index', sha256: frameIndexSha256, nominal: nominalIndex }),
    tracks: ({ tracksSha256 }, from, to) => ask({ kind: 'tracks', sha256: tracksSha256, from, to }),
    poses: async ({ posesSha256, name }, from, to) =>
      posesSha256 === undefined
        ? refuse('not_found', `"${name}" has no poses.`)
        : ask({ kind: 'poses', sha256: posesSha256, from, to }),
    async trace(query) {
      const read = await features.readTrace(query);
      if (!read.ok) return read;
      return ok(traceStream(query.feature, read.value));
    },
    close: async () => thread?.end(),
  };
}
