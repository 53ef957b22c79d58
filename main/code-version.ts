import { readFileSync } from 'node:fs';
import { z } from 'zod';

const manifestSchema = z.object({ version: z.string() });
let cached: string | undefined;

/** Version of the running code, as `package.json` says it; part of every lineage. */
export function codeVersion(): string {
  if (cached === undefined) {
    const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
    cached = `aftertrack ${manifestSchema.parse(JSON.parse(text)).version}`;
  }
  return cached;
}
