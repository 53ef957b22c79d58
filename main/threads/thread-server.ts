import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { toProblem } from '#contract/errors';
import type { ThreadReply } from './thread-client.ts';

const requestSchema = z.object({ id: z.int(), work: z.unknown() });

function buffersOf(value: unknown): ArrayBuffer[] {
  return ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
}

async function replyTo(
  id: number,
  work: unknown,
  handle: (work: unknown) => Promise<unknown>,
): Promise<ThreadReply> {
  try {
    return { ok: true, id, value: await handle(work) };
  } catch (thrown) {
    return { ok: false, id, problem: toProblem(thrown) };
  }
}

/** Answers every message of the parent with what `handle` makes of it; bytes are handed over, not copied. */
export function answerParent(handle: (work: unknown) => Promise<unknown>): void {
  parentPort?.on('message', (message: unknown) => {
    const { id, work } = requestSchema.parse(message);
    void replyTo(id, work, handle).then((reply) =>
      parentPort?.postMessage(reply, reply.ok ? buffersOf(reply.value) : []),
    );
  });
}
