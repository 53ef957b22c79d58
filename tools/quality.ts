import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeVersion } from '#main/code-version';
import { root, say } from './process.ts';
import { clipPaths, clipSection, missingOf } from './quality/clip-quality.ts';
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

await write('sample', await inTempFolder(sampleSection));
const paths = clipPaths();
const missing = missingOf(paths);
if (missing === undefined) await write('clip', await inTempFolder((folder) => clipSection(folder, paths)));
else
  say(
    `\nSKIPPED: the real clip was not scored. ${missing} Name them in AFTERTRACK_DATA and AFTERTRACK_SCORER.`,
  );
