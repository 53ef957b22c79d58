import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { unwrap } from '#contract/errors';
import type { Columnar } from '#contract/ports/columnar';
import { importFiles } from '#main/importers/import-files';
import { readFrameIndex, readPoses, readTracks } from '#main/engine/read-source';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { createWasmKernels } from '#native/kernels/wasm-kernels';
import { createMedia } from '#native/media/mediabunny-media';
import { families } from '#pipeline/features/families';
import { computeFamily, type FamilyTable } from '#pipeline/features/family-table';
import { prepareSource, type FeatureSource } from '#pipeline/features/feature-source';
import { haloS } from '#pipeline/features/halo';
import { planWindows } from '#pipeline/windows/feature-windows';
import { root, say } from './process.ts';
import { replaceSection } from './quality/section.ts';

/** Files of other people, as they came, and the rate that they do not say themselves. */
const given = [
  { name: 'JAAD, video 0001', path: 'jaad_cvat_xml/video_0001.xml.gz', fps: 30 },
  { name: 'JAAD, video 0102', path: 'jaad_cvat_xml/video_0102.xml.gz', fps: 30 },
  { name: 'rats, two animals', path: 'rats_dlc_multianimal', fps: 25 },
  { name: 'UCY, splines', path: 'ucy_vsp/annotation.vsp', fps: 25 },
  { name: 'UCY, observations', path: 'ucy_vsp/obsmat.txt', fps: 25 },
] as const;

interface Nulls {
  readonly rows: number;
  readonly nulls: number;
}

interface Outcome {
  readonly name: string;
  readonly tracks: number;
  readonly rows: number;
  readonly frames: number;
  readonly keypoints: number;
  readonly importS: number;
  readonly featuresS: number;
  readonly features: ReadonlyMap<string, Nulls>;
}

function countNulls(column: Float32Array): number {
  let nulls = 0;
  for (let row = 0; row < column.length; row += 1) if (Number.isNaN(column[row])) nulls += 1;
  return nulls;
}

function computeAll(source: FeatureSource): ReadonlyMap<string, Nulls> {
  const kernels = createWasmKernels();
  const counts = new Map<string, Nulls>();
  const usable = families.filter((family) => family.series(source).length > 0);
  for (const window of planWindows(source.frameIndex, undefined, haloS(source))) {
    const tables = new Map<string, FamilyTable>();
    for (const family of usable) {
      const table = computeFamily(family, source, window, kernels, tables);
      tables.set(family.name, table);
      for (const [feature, column] of Object.entries(table.columns)) {
        const before = counts.get(feature) ?? { rows: 0, nulls: 0 };
        counts.set(feature, { rows: before.rows + column.length, nulls: before.nulls + countNulls(column) });
      }
    }
  }
  return counts;
}

/** Imports one file and computes every stored feature of it. */
async function measure(columnar: Columnar, path: string, name: string, fps: number): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'aftertrack-given-'));
  try {
    const at = (file: string) => join(folder, `${file}.parquet`);
    const outputs = { tracks: at('tracks'), frameIndex: at('index'), poses: at('poses') };
    const parts = [{ role: 'tracks' as const, path, label: name }];
    const beganMs = performance.now();
    const tools = { columnar, media: createMedia() };
    const { facts } = unwrap(await importFiles({ parts, fps, workFolder: folder, outputs }, tools));
    const importedMs = performance.now();
    const poses = existsSync(outputs.poses) ? await readPoses(columnar, outputs.poses) : undefined;
    const source = prepareSource({
      table: await readTracks(columnar, outputs.tracks),
      frameIndex: await readFrameIndex(columnar, outputs.frameIndex, facts.nominalIndex),
      space: facts.space,
      poses,
    });
    const features = computeAll(source);
    return {
      name,
      tracks: facts.trackCount,
      rows: facts.rowCount,
      frames: facts.frameCount,
      keypoints: poses?.frame.length ?? 0,
      importS: (importedMs - beganMs) / 1000,
      featuresS: (performance.now() - importedMs) / 1000,
      features,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function countsTable(outcomes: readonly Outcome[]): readonly string[] {
  return [
    '| file | tracks | rows | frames | keypoints | import s | features s |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...outcomes.map(
      ({ name, tracks, rows, frames, keypoints, importS, featuresS }) =>
        `| ${name} | ${tracks} | ${rows} | ${frames} | ${keypoints} | ${importS.toFixed(2)} | ${featuresS.toFixed(2)} |`,
    ),
  ];
}

function nullsTable(outcomes: readonly Outcome[]): readonly string[] {
  const names = [...new Set(outcomes.flatMap(({ features }) => [...features.keys()]))];
  const cell = (counts: Nulls | undefined): string => {
    if (counts === undefined || counts.rows === 0) return '–';
    return `${((100 * counts.nulls) / counts.rows).toFixed(1)} %`;
  };
  return [
    `| missing in | ${outcomes.map(({ name }) => name).join(' | ')} |`,
    `| --- |${outcomes.map(() => ' ---: |').join('')}`,
    ...names.map(
      (name) => `| ${name} | ${outcomes.map(({ features }) => cell(features.get(name))).join(' | ')} |`,
    ),
  ];
}

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const folder = join(process.env['AFTERTRACK_DATA'] ?? join(root, '..', 'shared', 'data'), 'native');
const rats = '1DLC_dlcrnetms5_DLC_ratJan24shuffle1_5000_el_filtered.csv.gz';
const columnar = createDuckdbColumnar();
const outcomes: Outcome[] = [];
for (const { name, path, fps } of given) {
  const file = join(folder, path === 'rats_dlc_multianimal' ? join(path, rats) : path);
  if (existsSync(file)) outcomes.push(await measure(columnar, file, name, fps));
  else say(`SKIPPED: ${name} is not there (AFTERTRACK_DATA names the folder of given data).`);
}
await columnar.close();
const text = [...countsTable(outcomes), '', ...nullsTable(outcomes)].join('\n');
say(text);
const documentPath = join(root, 'docs', 'given-data.md');
if (values.write && outcomes.length > 0)
  await writeFile(documentPath, replaceSection(await readFile(documentPath, 'utf8'), 'given', text));
