import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { toProblem } from '#contract/errors';
import type { ThreadReply } from './thread-client.ts';

const requestSchema = z.object({ id: z.int(), work: z.unknown() });

/** Buffers that may be handed over: those of the answer itself, or of its fields; shared memory stays where it is. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (typeof value !== 'object' || value === null) return [];
  const parts: unknown[] = ArrayBuffer.isView(value) ? [value] : Object.values(value);
  return parts
    .filter((part) => ArrayBuffer.isView(part))
    .map((part) => part.buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer);
}

async function replyTo(id: number, work: unknown, handle: (work: unknown) => unknown): Promise<ThreadReply> {
  try {
    return { ok: true, id, value: await handle(work) };
  } catch (thrown) {
    return { ok: false, id, problem: toProblem(thrown) };
  }
}

/** Answers every message of the parent, one after the other, with what `handle` makes of it; bytes are handed over, not copied. */
export function answerParent(handle: (work: unknown) => unknown): void {
  let last: Promise<void> = Promise.resolve();
  parentPort?.on('message', (message: unknown) => {
    const { id, work } = requestSchema.parse(message);
    last = last.then(async () => {
      const reply = await replyTo(id, work, handle);
      parentPort?.postMessage(reply, reply.ok ? buffersOf(reply.value) : []);
    });
  });
}
