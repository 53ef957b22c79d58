import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { replaceSection } from '#tools/quality/section';
import { root, say } from '#tools/process';
import { measureCopy, measureTouch } from './bandwidth.ts';
import { ingestSection } from './ingest/ingest.ts';
import { jobSection } from './jobs/whole-jobs.ts';
import { kernelSection } from './kernels.ts';
import type { Row, Section } from './row.ts';
import { notesOf, tableOf } from './table.ts';
import { whatIfSection } from './what-if/what-if.ts';

/** In the order of the table. */
const sections: readonly Section[] = [kernelSection, jobSection];
const documentPath = join(root, 'docs', 'benchmarks.md');

function machine(): string {
  const [first] = cpus();
  const memoryGb = (totalmem() / 2 ** 30).toFixed(0);
  const system = `${type()} ${release().split('-')[0]}`;
  return `${first?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, ${memoryGb} GB, ${system}; Node ${process.versions.node}.`;
}

const load = (): string =>
  loadavg()
    .map((average) => average.toFixed(1))
    .join(' ');

const { values } = parseArgs({
  options: {
    section: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    gigabytes: { type: 'string', default: '10' },
    together: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const only = values.only?.split(';');
const before = load();

/** The table of kernels and jobs. */
async function compare(): Promise<string> {
  const touch = measureTouch();
  const copyBytesPerS = measureCopy();
  const rows: Row[] = [];
  const remarks: string[] = [];
  for (const section of sections) {
    if (values.section !== undefined && values.section !== section.name) continue;
    const found = await section.rows({
      rounds: Number(values.rounds),
      ...(only === undefined ? {} : { only }),
    });
    rows.push(...found.rows);
    remarks.push(...found.remarks);
  }
  return [
    tableOf(rows, copyBytesPerS),
    '',
    ...notesOf(rows),
    '',
    machine(),
    ...remarks,
    `Filling 128 MB takes ${touch.firstMs.toFixed(0)} ms the first time that the memory is touched, ${touch.againMs.toFixed(0)} ms after that.`,
    `One thread copies ${(copyBytesPerS / 1e9).toFixed(1)} GB/s, read and written both counted. Load average ${before} before, ${load()} after; each time is the least of ${values.rounds} rounds, in which the sides took turns.`,
  ].join('\n');
}

/** The table of large imports, which takes many gigabytes of disk and so comes only when asked for. */
async function ingest(): Promise<string> {
  const table = await ingestSection(Number(values.gigabytes) * 1e9, only, values.together);
  const together = values.together ? ' Both files at the same time.' : '';
  return `${table}\n\n${machine()}${together} Load average ${before} before, ${load()} after.`;
}

/** The table of what-if, which needs a browser and so comes only when asked for. */
async function whatIf(): Promise<string> {
  const table = await whatIfSection(Number(values.rounds));
  return `${table}\n\n${machine()} Load average ${before} before, ${load()} after.`;
}

const tables: Readonly<Record<string, () => Promise<string>>> = { ingest, 'what-if': whatIf };
const own = values.section === undefined ? undefined : tables[values.section];
const mark = own === undefined ? 'bench' : (values.section ?? 'bench');
const text = await (own ?? compare)();
say(`\n${text}`);
if (values.write)
  await writeFile(documentPath, replaceSection(await readFile(documentPath, 'utf8'), mark, text));
