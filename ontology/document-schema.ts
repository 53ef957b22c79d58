import { z } from 'zod';
import { eventKindSchema } from '#contract/entities/ontology-version';
import { semverSchema } from '#contract/ids';

const words = z.string().trim().min(1);
/** YAML reads `3` and `true` as they look; an expression is read from its raw text in any case. */
const expression = z.union([z.string(), z.number(), z.boolean()]);

/** Names of classes, zones, parameters, roles and events: a letter, then letters, digits and `_`. */
const nameSchema = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/)
  .max(80);

export const headSchema = z.strictObject({
  ontology: nameSchema,
  version: semverSchema,
  space: z.enum(['metric', 'body']),
  says: words.optional(),
  extends: z.unknown().optional(),
  includes: z.unknown().optional(),
  remove: z.unknown().optional(),
  classes: z.record(z.string(), z.unknown()),
  zones: z.record(z.string(), z.unknown()).optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  define: z.record(z.string(), z.unknown()).optional(),
  events: z.record(z.string(), z.unknown()),
});

/** Names of what a document stands on and leaves out: whole declarations, or one field as `runs.edges`. */
export const removeSchema = z.strictObject({
  classes: z.array(words).optional(),
  zones: z.array(words).optional(),
  params: z.array(words).optional(),
  define: z.array(words).optional(),
  events: z.array(words).optional(),
});

export const classSchema = z.union([words, z.array(words).min(1)]);

export const zoneFieldsSchema = z.strictObject({
  kind: z.enum(['area', 'line']),
  optional: z.boolean().optional(),
  says: words.optional(),
});

export const parameterFieldsSchema = z.strictObject({
  value: expression,
  range: z.tuple([expression, expression]).optional(),
  scale: expression.optional(),
  says: words.optional(),
});

export const roleFieldsSchema = z.union([
  words,
  z.array(words).min(1),
  z.strictObject({
    class: z.union([words, z.array(words).min(1)]),
    is: z.enum(['actor', 'object']).optional(),
    optional: z.boolean().optional(),
    repeated: z.boolean().optional(),
    at_least: z.int().min(1).max(100).optional(),
  }),
]);

export const eventFieldsSchema = z.strictObject({
  kind: eventKindSchema,
  roles: z.record(z.string(), z.unknown()),
  objects: z.array(words).optional(),
  helper: z.boolean().optional(),
  says: words.optional(),
  starts: words,
  ends: words,
  when: expression,
  and_then: expression.optional(),
  stimulus: expression.optional(),
  edges: expression.optional(),
  length: expression.optional(),
  latency: expression.optional(),
});
export type EventFields = Readonly<z.infer<typeof eventFieldsSchema>>;
