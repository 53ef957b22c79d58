import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What V8 writes with `--cpu-prof`, one file a thread; times in microseconds. */
const profileSchema = z.object({
  nodes: z.array(
    z.object({ id: z.number(), callFrame: z.object({ functionName: z.string(), url: z.string() }) }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});
type Profile = z.infer<typeof profileSchema>;
type CallFrame = Profile['nodes'][number]['callFrame'];

/** Parts of the program by where their code lies; the first that fits counts. */
const places: readonly (readonly [string, RegExp])[] = [
  ['kernels', /^wasm:|\/native\/kernels\//u],
  ['rules', /\/(pipeline\/candidates|ontology)\//u],
  ['features', /\/pipeline\/(features|windows)\//u],
  ['files', /\/native\/|\/main\/(objects|importers)\/|node:(zlib|fs|internal\/(fs|crypto))/u],
  ['store', /\/main\/store\/|better-sqlite3/u],
  ['engine', /\/main\/(engine|threads)\//u],
  ['starting', /node:internal\/(modules|bootstrap|worker)|node:internal\/process/u],
];

function partOf({ functionName, url }: CallFrame): string | undefined {
  if (functionName === '(idle)') return undefined;
  if (functionName === '(garbage collector)') return 'garbage collection';
  return places.find(([, place]) => place.test(url))?.[0] ?? 'other';
}

function addProfile(sums: Map<string, number>, { nodes, samples, timeDeltas }: Profile): void {
  const parts = new Map(nodes.map(({ id, callFrame }) => [id, partOf(callFrame)]));
  for (const [at, id] of samples.entries()) {
    const part = parts.get(id);
    if (part !== undefined) sums.set(part, (sums.get(part) ?? 0) + (timeDeltas[at] ?? 0));
  }
}

/** Which part of the program all threads of the profiled process were in, as shares of the time they were not idle. */
export async function sharesOf(folder: string): Promise<string> {
  const sums = new Map<string, number>();
  for (const name of await readdir(folder))
    addProfile(sums, profileSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))));
  const total = [...sums.values()].reduce((sum, us) => sum + us, 0);
  return [...sums]
    .toSorted(([, a], [, b]) => b - a)
    .map(([part, us]) => `${part} ${((100 * us) / total).toFixed(0)} %`)
    .join(', ');
}
