import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { InputPart } from '#main/importers/input-part';

/** Files beside a part that `choose` picks by their names, in the order of the names. */
export async function filesBeside(
  part: InputPart,
  choose: (name: string, beside: readonly string[]) => readonly string[],
): Promise<readonly InputPart[]> {
  const [folder, own] = [dirname(part.path), basename(part.path)];
  const names = (await readdir(folder)).filter((name) => name !== own).sort();
  return choose(own, names).map((name) => ({ ...part, path: join(folder, name), label: name }));
}
