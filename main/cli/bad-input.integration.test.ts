import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Columnar } from '#contract/ports/columnar';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { crowdOntology } from '../engine/testing/crowd-ontology.ts';
import { openDatabase } from '../store/open-database.ts';
import { crowdCsv, crowdZones } from '../testing/crowd-files.ts';
import { cutParquet } from '../testing/cut-parquet.ts';
import { runCli, type CliOutcome } from './testing/run-cli.ts';

/** Each command starts a process, which takes seconds on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let columnar: Columnar;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftertrack-bad-'));
  columnar = createDuckdbColumnar();
  await writeFile(join(folder, 'good.csv'), crowdCsv(2, 60));
  await writeFile(join(folder, 'zones.json'), crowdZones());
  await writeFile(join(folder, 'good.yaml'), crowdOntology);
});
afterAll(async () => {
  await columnar.close();
  await rm(folder, { recursive: true, force: true });
});

const header = 'frame,track_id,class,x,y,w,h';
const row = (frame: number | string, x: number | string = 10): string => `${frame},1,person,${x},20,30,60`;
const table = (...lines: readonly string[]): string => [header, ...lines, ''].join('\n');

/** What is in a workspace: nothing, after a refusal. */
async function contentOf(workspace: string) {
  const db = openDatabase(join(workspace, 'workspace.db'));
  const count = (name: string) => db.prepare(`SELECT count(*) FROM ${name}`).pluck().get();
  const rows = { projects: count('projects'), sources: count('sources'), jobs: count('jobs') };
  db.close();
  const objects = await readdir(join(workspace, 'objects'), { recursive: true }).catch(() => []);
  const cached = await readdir(join(workspace, 'cache'), { recursive: true });
  return { ...rows, files: [...objects, ...cached] };
}
const nothing = { projects: 0, sources: 0, jobs: 0, files: [] };

interface Given {
  readonly name: string;
  readonly content: string | Uint8Array;
}

async function runWith(role: 'tracks' | 'ontology', { name, content }: Given, ...more: readonly string[]) {
  const path = join(folder, name);
  await writeFile(path, content);
  const files = { tracks: join(folder, 'good.csv'), ontology: join(folder, 'good.yaml'), [role]: path };
  const zones = join(folder, 'zones.json');
  const given = ['--tracks', files.tracks, '--ontology', files.ontology, '--zones', zones, ...more];
  const workspace = join(folder, `workspace-of-${name}`);
  const outcome = await runCli(workspace, 'run', ...given);
  return { path, workspace, outcome };
}

function expectRefusal(outcome: CliOutcome, place: string, words: string): void {
  expect(outcome.err).toContain(`aftertrack: ${place}`);
  expect(outcome.err).toContain(words);
  expect(outcome.err.trim().split('\n')).toHaveLength(1);
  expect(outcome).toMatchObject({ code: 3, out: '' });
}

/** A file of tracks, the place that the message must name after the path, and words of it. */
const badTracks = [
  {
    says: 'a missing column',
    text: 'frame,track_id,x,y,w\n0,1,1,1,1\n',
    place: ':1 h: ',
    words: 'no column h',
  },
  {
    says: 'NaN',
    text: table(row(0), row(1, 'NaN'), row(2, 'NaN')),
    place: ':3:12 x: ',
    words: 'x is NaN',
  },
  {
    says: 'text in a number',
    text: table(row('one'), row('two'), row(2)),
    place: ':2:1 frame: ',
    words: 'the text "one", not a number',
  },
  {
    says: 'duplicate frames',
    text: table(row(0), row(0), row(0), row(0)),
    place: ':3:1 frame: ',
    words: 'frame 0 already, in line 2',
  },
];

describe('tracks that are wrong, and nothing is left', () => {
  test.each(badTracks.map((bad, n) => ({ ...bad, name: `bad-${n}.csv` })))(
    '$says',
    async ({ name, text, place, words }) => {
      const { path, workspace, outcome } = await runWith('tracks', { name, content: text }, '--fps', '25');
      expectRefusal(outcome, `${path}${place}`, words);
      expect(await contentOf(workspace)).toEqual(nothing);
    },
  );

  test('a truncated Parquet file', async () => {
    const content = await cutParquet(columnar, join(folder, 'whole.parquet'));
    const cut = { name: 'cut.parquet', content };
    const { path, workspace, outcome } = await runWith('tracks', cut, '--fps', '25');
    expectRefusal(outcome, `${path} tracks: `, 'is cut off');
    expect(await contentOf(workspace)).toEqual(nothing);
  });

  test('a clip that is not there', async () => {
    const good = { name: 'fine.csv', content: crowdCsv(2, 60) };
    const clip = join(folder, 'nowhere.mp4');
    const { workspace, outcome } = await runWith('tracks', good, '--clip', clip);
    expectRefusal(outcome, `${clip} clip: `, 'nowhere.mp4');
    expect(await contentOf(workspace)).toEqual(nothing);
  });
});

const badOntologies = [
  {
    says: 'wrong YAML',
    name: 'broken.yaml',
    text: crowdOntology.replace('classes:', 'classes: ['),
    place: /:\d+:\d+: /,
    words: '',
  },
  {
    says: 'an unknown unit',
    name: 'unit.yaml',
    text: crowdOntology.replace('vx(actor) > 0.1 body/s', 'vx(actor) > 0.1 furlong/s'),
    place: /:36:27: /,
    words: 'furlong',
  },
];

describe('ontologies that are wrong, and nothing is left', () => {
  test.each(badOntologies)('$says', async ({ name, text, place, words }) => {
    const { path, workspace, outcome } = await runWith('ontology', { name, content: text });
    expectRefusal(outcome, path, words);
    expect(outcome.err.split(path)[1]).toMatch(place);
    expect(await contentOf(workspace)).toEqual(nothing);
  });

  test('one that is not there', async () => {
    const path = join(folder, 'nowhere.yaml');
    const outcome = await runCli(
      join(folder, 'none'),
      'run',
      '--tracks',
      join(folder, 'good.csv'),
      '--ontology',
      path,
    );
    expectRefusal(outcome, `${path}: `, 'no such ontology');
    expect(await contentOf(join(folder, 'none'))).toEqual(nothing);
  });
});

test('unsorted rows are read as if they were sorted, and a bad row among good ones goes to quarantine', async () => {
  const rows = Array.from({ length: 40 }, (_, frame) => row(39 - frame));
  const content = table(...rows, row(40, 'NaN'));
  const unsorted = { name: 'unsorted.csv', content };
  const { outcome } = await runWith('tracks', unsorted, '--fps', '25');
  expect(outcome.code).toBe(0);
  expect(outcome.err).toContain('1 row of unsorted was left out; see its quarantine.');
});

test('a project that was there before stays as it was when an import is refused', async () => {
  const home = join(folder, 'kept');
  const [good, zones, ontology] = ['good.csv', 'zones.json', 'good.yaml'].map((name) => join(folder, name));
  const run = (tracks: string) =>
    runCli(home, 'run', '--tracks', tracks, '--zones', zones ?? '', '--ontology', ontology ?? '');
  expect((await run(good ?? '')).code).toBe(0);
  const before = await contentOf(home);
  await writeFile(join(folder, 'bad.csv'), 'frame,track_id,x,y,w\n0,1,1,1,1\n');
  expect((await run(join(folder, 'bad.csv'))).code).toBe(3);
  expect(await contentOf(home)).toEqual(before);
});
