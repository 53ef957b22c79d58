import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { root, toolScript } from './process.ts';

const reportSchema = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })),
});

/** A file planted in a small copy of the house, the rule it is about, and whether that rule must refuse it. */
interface Planted {
  readonly path: string;
  readonly text: string;
  readonly rule: string;
  readonly refused: boolean;
}

const mayImport: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  ontology: ['contract'],
  pipeline: ['contract', 'ontology'],
  native: ['contract'],
  main: ['contract', 'ontology', 'pipeline', 'native'],
  preload: ['contract'],
  renderer: ['contract', 'ontology'],
  supabase: ['contract', 'pipeline'],
  clients: [],
};
const rooms = Object.keys(mayImport);

const wall = 'house(walls)';

function between(from: string, to: string): readonly Planted[] {
  const refused = mayImport[from]?.includes(to) !== true;
  const forms = [
    { name: 'value', text: `import { thing } from '#${to}/thing';\nexport const own = thing;\n` },
    { name: 'type', text: `import type { Thing } from '#${to}/thing';\nexport type Own = Thing;\n` },
    { name: 'again', text: `export { thing } from '#${to}/thing';\nexport const own = 1;\n` },
    { name: 'late', text: `export const own = import('#${to}/thing');\n` },
  ];
  return forms.map(({ name, text }) => ({ path: `${from}/${name}-${to}.ts`, text, rule: wall, refused }));
}

const walls = rooms.flatMap((from) => rooms.filter((to) => to !== from).flatMap((to) => between(from, to)));

function importing(path: string, specifier: string, refused: boolean): Planted {
  return { path, text: `import * as it from '${specifier}';\nexport const own = it;\n`, rule: wall, refused };
}

const packages = [
  importing('main/services/app.ts', 'electron', true),
  importing('renderer/app.ts', 'electron', true),
  importing('main/hosts/electron/app.ts', 'electron', false),
  importing('preload/app.ts', 'electron', false),
  importing('contract/disk.ts', 'node:fs', true),
  importing('ontology/disk.ts', 'node:fs', true),
  importing('pipeline/disk.ts', 'node:fs', true),
  importing('renderer/disk.ts', 'node:fs', true),
  importing('pipeline/disk.integration.test.ts', 'node:fs', false),
  importing('native/disk.ts', 'node:fs', false),
  importing('contract/yaml.ts', 'yaml', true),
  importing('contract/schema.ts', 'zod', false),
  importing('main/services/rows.ts', 'better-sqlite3', true),
  importing('main/store/rows.ts', 'better-sqlite3', false),
  importing('main/services/columns.ts', '@duckdb/node-api', true),
  importing('native/columns.ts', '@duckdb/node-api', false),
  importing('pipeline/escape.ts', '../contract/thing.ts', true),
  importing('main/version.ts', '../package.json', false),
  importing('pipeline/inner/near.ts', '../thing.ts', false),
];

const anyError = "export function fail(): never {\n  throw new Error('no');\n}\n";
const longFunction = `export function long(): void {\n${'  void 0;\n'.repeat(60)}}\n`;
const style: readonly Planted[] = [
  { path: 'pipeline/bare.ts', text: anyError, rule: 'house(no-bare-error)', refused: true },
  { path: 'contract/errors.ts', text: anyError, rule: 'house(no-bare-error)', refused: false },
  {
    path: 'pipeline/loose.ts',
    text: 'export const loose: any = 1;\n',
    rule: 'typescript(no-explicit-any)',
    refused: true,
  },
  {
    path: 'pipeline/whole.ts',
    text: 'export default 1;\n',
    rule: 'import(no-default-export)',
    refused: true,
  },
  {
    path: 'pipeline/vite.config.ts',
    text: 'export default 1;\n',
    rule: 'import(no-default-export)',
    refused: false,
  },
  {
    path: 'pipeline/barrel.ts',
    text: "export * from './thing.ts';\n",
    rule: 'oxc(no-barrel-file)',
    refused: true,
  },
  {
    path: 'pipeline/camelCase.ts',
    text: 'export const own = 1;\n',
    rule: 'unicorn(filename-case)',
    refused: true,
  },
  {
    path: 'pipeline/full.ts',
    text: 'export const own = 1;\n'.padEnd(422, '\n'),
    rule: 'eslint(max-lines)',
    refused: true,
  },
  {
    path: 'pipeline/brim.ts',
    text: 'export const own = 1;\n'.padEnd(421, '\n'),
    rule: 'eslint(max-lines)',
    refused: false,
  },
  { path: 'pipeline/long.ts', text: longFunction, rule: 'eslint(max-lines-per-function)', refused: true },
  {
    path: 'pipeline/hollow.ts',
    text: 'export function hollow(): void {\n  try {\n    void 0;\n  } catch {}\n}\n',
    rule: 'eslint(no-empty)',
    refused: true,
  },
  {
    path: 'pipeline/sure.ts',
    text: 'export function first(names: readonly string[]): string {\n  return names[0]!;\n}\n',
    rule: 'typescript(no-non-null-assertion)',
    refused: true,
  },
  {
    path: 'pipeline/adrift.ts',
    text: 'async function later(): Promise<void> {}\nexport function go(): void {\n  later();\n}\n',
    rule: 'typescript(no-floating-promises)',
    refused: true,
  },
  {
    path: 'pipeline/partial.ts',
    text: "export function name(kind: 'a' | 'b'): void {\n  switch (kind) {\n    case 'a':\n      break;\n  }\n}\n",
    rule: 'typescript(switch-exhaustiveness-check)',
    refused: true,
  },
];

const cycle: readonly Planted[] = [
  {
    path: 'pipeline/egg.ts',
    text: "import type { Hen } from './hen.ts';\nexport type Egg = { readonly of: Hen };\n",
    rule: 'import(no-cycle)',
    refused: true,
  },
  {
    path: 'pipeline/hen.ts',
    text: "import type { Egg } from './egg.ts';\nexport type Hen = { readonly from: Egg };\n",
    rule: 'import(no-cycle)',
    refused: true,
  },
];

const planted = [...walls, ...packages, ...style, ...cycle];
let house = '';
let found = new Set<string>();

function plant(path: string, text: string): void {
  mkdirSync(join(house, dirname(path)), { recursive: true });
  writeFileSync(join(house, path), text);
}

function build(): void {
  house = realpathSync(mkdtempSync(join(tmpdir(), 'house-')));
  for (const file of ['package.json', '.oxlintrc.json', 'tsconfig.base.json', 'tools/oxlint-house.mjs'])
    cpSync(join(root, file), join(house, file));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'junction');
  for (const room of rooms) {
    plant(`${room}/tsconfig.json`, '{ "extends": "../tsconfig.base.json" }');
    plant(`${room}/thing.ts`, 'export const thing = 1;\nexport type Thing = number;\n');
  }
  for (const { path, text } of planted) plant(path, text);
}

/** `path: rule` for everything the linter says about the planted house. */
function lint(): Set<string> {
  const args = [toolScript('oxlint'), '-c', '.oxlintrc.json', '--format', 'json', ...rooms];
  const { stdout } = spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8', maxBuffer: 1e8 });
  const { diagnostics } = reportSchema.parse(JSON.parse(stdout));
  return new Set(diagnostics.map(({ filename, code }) => `${filename.replaceAll('\\', '/')}: ${code}`));
}

beforeAll(() => {
  build();
  found = lint();
}, 60_000);

afterAll(() => rmSync(house, { recursive: true, force: true }));

test.each(planted.filter(({ refused }) => refused))('$path is refused by $rule', ({ path, rule }) => {
  expect(found).toContain(`${path}: ${rule}`);
});

test.each(planted.filter(({ refused }) => !refused))('$path passes $rule', ({ path, rule }) => {
  expect(found).not.toContain(`${path}: ${rule}`);
});
