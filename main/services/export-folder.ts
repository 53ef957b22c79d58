import { join, normalize, sep } from 'node:path';

/** The folder `name` inside `base`, or undefined for a name that would leave it. */
export function resolveExport(base: string, name: string): string | undefined {
  const path = normalize(join(base, name));
  return path.startsWith(base + sep) ? path : undefined;
}
