import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { codeVersion } from '#main/code-version';
import { root, say } from './process.ts';
import { clipPaths, clipSection, missingOf } from './quality/clip-quality.ts';
import { givenQualities } from './quality/given/given-quality.ts';
import { isGiven } from './quality/given/read-given.ts';
import { setSection } from './quality/given/set-section.ts';
import { tuneSet } from './quality/given/tune-set.ts';
import { sampleSection } from './quality/sample-quality.ts';
import { replaceSection } from './quality/section.ts';

const documentPath = join(root, 'docs', 'quality.md');

async function inTempFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'aftertrack-quality-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function write(name: string, section: string): Promise<void> {
  const text = `${section}\n\nMade by ${codeVersion()}.`;
  say(`\n== ${name}\n${text}`);
  await writeFile(documentPath, replaceSection(await readFile(documentPath, 'utf8'), name, text));
}

async function writeSample(): Promise<void> {
  await write('sample', await inTempFolder(sampleSection));
  const paths = clipPaths();
  const missing = missingOf(paths);
  if (missing === undefined) return write('clip', await inTempFolder((folder) => clipSection(folder, paths)));
  say(
    `\nSKIPPED: the real clip was not scored. ${missing} Name them in AFTERTRACK_DATA and AFTERTRACK_SCORER.`,
  );
}

async function writeSet(quality: (typeof givenQualities)[number]): Promise<void> {
  const section = await setSection(quality);
  if (section === undefined) say(`\nSKIPPED: there are no rules for ${quality.set} to measure.`);
  else await write(quality.set, section);
}

const { values } = parseArgs({
  options: {
    tune: { type: 'string' },
    draws: { type: 'string' },
    type: { type: 'string', multiple: true },
    set: { type: 'string', multiple: true },
  },
});
const asked = values.tune === undefined ? values.set : [values.tune];
if (asked === undefined) await writeSample();
for (const quality of givenQualities) {
  if (asked !== undefined && !asked.includes(quality.set)) continue;
  if (!isGiven(quality.folder ?? quality.set))
    say(`\nSKIPPED: ${quality.set} is not there (AFTERTRACK_DATA names the folder of given data).`);
  else if (values.tune === undefined) await writeSet(quality);
  else tuneSet(quality, values.type ?? [], values.draws === undefined ? undefined : Number(values.draws));
}
