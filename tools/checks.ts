import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, root, runNode, toolScript } from './process.ts';

/** One static check of the repository: what it says when it fails, or undefined. */
export interface Check {
  readonly name: string;
  readonly run: () => Promise<string | undefined>;
}

const rooms = [
  'contract',
  'ontology',
  'pipeline',
  'native',
  'main',
  'preload',
  'renderer',
  'tools',
  'e2e',
  'bench',
];
const typecheckers = 2;

function filesOf(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: root }).toSorted();
}

function verdict({ code, output }: Ended): string | undefined {
  return code === 0 ? undefined : output;
}

async function checkFormat(): Promise<string | undefined> {
  return verdict(await runNode([toolScript('@biomejs/biome', 'biome'), 'format'], { quiet: true }));
}

// Written in parts, so that this file does not find itself.
const escapes = new RegExp(
  ['(oxlint|eslint)-disable', '@ts-(ignore|nocheck|expect-error)', 'biome-(ignore)'].join('|'),
);

/** Comments that switch a rule off, which the rule itself could not report. */
function findEscapes(): readonly string[] {
  return filesOf(`{${rooms.join(',')}}/**/*.{ts,tsx,mjs,css}`).flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        escapes.test(line) ? [`${path}:${index + 1} switches a rule off. Mend the code instead.`] : [],
      ),
  );
}

async function checkLint(): Promise<string | undefined> {
  const paths = rooms.filter((room) => filesOf(`${room}/**/*.{ts,tsx,mjs}`).length > 0);
  const args = ['-c', '.oxlintrc.json', '--deny-warnings', ...paths, ...filesOf('*.ts')];
  const complaint = verdict(await runNode([toolScript('oxlint'), ...args], { quiet: true }));
  const escaped = findEscapes();
  return escaped.length === 0 ? complaint : `${complaint ?? ''}${escaped.join('\n')}\n`;
}

/** Every tsconfig of a room that has something to check; the files of a `tsconfig.test.json` are integration tests. */
function typeProjects(): readonly string[] {
  return rooms.flatMap((room) =>
    filesOf(`${room}/tsconfig*.json`).filter((path) => {
      const wanted = path.endsWith('.test.json') ? '*.integration.test.ts' : '*.{ts,tsx}';
      return filesOf(`${room}/**/${wanted}`).length > 0;
    }),
  );
}

/** The arguments that check a project; what the last check found is kept, so that only what changed is checked again. */
function typecheck(project: string): readonly string[] {
  const kept = join('dist', 'types', `${project.replaceAll('/', '-')}.tsbuildinfo`);
  const script = toolScript('typescript', 'tsc');
  return [script, '-p', project, '--incremental', '--tsBuildInfoFile', kept];
}

async function checkTypes(): Promise<string | undefined> {
  const waiting = [...typeProjects()];
  const complaints: string[] = [];
  const worker = async (): Promise<void> => {
    for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
      const complaint = verdict(await runNode(typecheck(project), { quiet: true }));
      if (complaint !== undefined) complaints.push(`${project}:\n${complaint}`);
    }
  };
  await Promise.all(Array.from({ length: typecheckers }, worker));
  return complaints.length === 0 ? undefined : complaints.toSorted().join('\n');
}

async function checkUnused(): Promise<string | undefined> {
  return verdict(await runNode([toolScript('knip')], { quiet: true }));
}

/** Format, lint, types and unused code, quickest first. */
export const checks: readonly Check[] = [
  { name: 'format', run: checkFormat },
  { name: 'lint', run: checkLint },
  { name: 'types', run: checkTypes },
  { name: 'unused code', run: checkUnused },
];
