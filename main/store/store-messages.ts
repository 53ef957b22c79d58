import { z } from 'zod';
import { problemSchema } from '#contract/errors';

/** Asked of the store thread; `input` is checked by the type of the operation on the asking side of the same program. */
export const requestSchema = z.object({
  id: z.int(),
  kind: z.enum(['open', 'run', 'close']),
  name: z.string().optional(),
  input: z.custom<never>().optional(),
});
export type StoreRequest = Readonly<Omit<z.infer<typeof requestSchema>, 'input'>> & {
  readonly input?: unknown;
};

export const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), id: z.int(), value: z.unknown() }),
  z.object({ ok: z.literal(false), id: z.int(), problem: problemSchema }),
]);
export type StoreReply = Readonly<z.infer<typeof replySchema>>;
