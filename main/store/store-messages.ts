import { z } from 'zod';

/** What the store thread is asked; `input` is checked by the type of the operation on the asking side of the same program. */
export const storeRequestSchema = z.object({
  kind: z.enum(['open', 'run', 'close']),
  name: z.string().optional(),
  input: z.custom<never>().optional(),
});
export type StoreRequest = Readonly<Omit<z.infer<typeof storeRequestSchema>, 'input'>> & {
  readonly input?: unknown;
};
