import { z } from 'zod';

/** Where the reviewer was when the screen was last open; `frame` is absent while the event was looping. */
export const memorySchema = z.object({ candidateId: z.string(), frame: z.int().min(0).optional() });
export type Memory = Readonly<z.infer<typeof memorySchema>>;

/** Key of the preference that keeps it. */
export function memoryKey(projectId: string): string {
  return `review:${projectId}`;
}

/** The memory behind a preference's text; undefined where there is none or it cannot be read. */
export function readMemory(text: string | undefined): Memory | undefined {
  if (text === undefined) return undefined;
  try {
    return memorySchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
