// The two lint rules of this repository that no published linter has.
import { isBuiltin } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..').replaceAll('\\', '/');

/** Which rooms each room may import. A folder that is not listed is under no rule. */
const rooms = {
  contract: [],
  ontology: ['contract'],
  pipeline: ['contract', 'ontology'],
  native: ['contract'],
  main: ['contract', 'ontology', 'pipeline', 'native'],
  preload: ['contract'],
  renderer: ['contract', 'ontology'],
  supabase: ['contract', 'pipeline'],
  clients: [],
  tools: ['contract', 'ontology', 'pipeline', 'native', 'main'],
  e2e: ['contract', 'ontology', 'pipeline', 'native', 'main', 'tools'],
  bench: ['contract', 'ontology', 'pipeline', 'native', 'main', 'tools'],
};

/** Rooms that run in a browser, a worker or Deno as they are: no Node built-ins outside their tests. */
const withoutNode = new Set(['contract', 'ontology', 'pipeline', 'renderer']);

/** Packages that only some folders may touch. */
const guarded = [
  { name: /^electron(\/|$)/, folders: ['main/hosts/electron', 'preload'] },
  { name: /^better-sqlite3(\/|$)/, folders: ['main/store'] },
  { name: /^@duckdb\//, folders: ['native'] },
];

const contractPackages = /^(zod|uuid|@orpc\/contract)(\/|$)/;
/** Tests of a pure room that read files are called `x.integration.test.ts` and may use Node. */
const integrationTest = /\.integration\.test\.ts$/;
const testFile = /\.test\.tsx?$/;

function pathInHouse(filename) {
  const path = filename.replaceAll('\\', '/');
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
}

function crossing(from, specifier) {
  const to = specifier.slice(1).split('/')[0];
  if (to !== from && !rooms[from].includes(to)) return `${from} may not import ${to}.`;
  return undefined;
}

function relative(path, from, specifier) {
  const target = posix.join(posix.dirname(path), specifier);
  if (target === 'package.json') return undefined;
  if (!target.startsWith(`${from}/`)) return 'Leave a room only as `#room/name`, never by a relative path.';
  if (!/\.[a-z0-9]+(\?.*)?$/.test(specifier)) return `Write the extension: ${specifier}.ts or .tsx.`;
  return undefined;
}

function outside(path, from, specifier) {
  const guard = guarded.find(({ name }) => name.test(specifier));
  if (guard && !guard.folders.some((folder) => path.startsWith(`${folder}/`)))
    return `${specifier} may be imported only under ${guard.folders.join(' and ')}.`;
  if (withoutNode.has(from) && isBuiltin(specifier) && !integrationTest.test(path))
    return `${from} may not import ${specifier}: it runs without Node.`;
  if (from === 'contract' && !contractPackages.test(specifier) && !testFile.test(path))
    return `contract may not import ${specifier}.`;
  return undefined;
}

/** What is wrong with importing `specifier` from the file at `path`, as a sentence, or undefined. */
function complaint(path, specifier) {
  const from = path.split('/')[0];
  if (specifier.startsWith('#')) return crossing(from, specifier);
  if (specifier.startsWith('.')) return relative(path, from, specifier);
  return outside(path, from, specifier);
}

const walls = {
  meta: { type: 'problem', messages: { wall: '{{sentence}}' } },
  create(context) {
    const path = pathInHouse(context.filename);
    if (path === undefined || !path.includes('/') || rooms[path.split('/')[0]] === undefined) return {};
    function check(source) {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const sentence = complaint(path, source.value);
      if (sentence !== undefined) context.report({ node: source, messageId: 'wall', data: { sentence } });
    }
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal ?? node.argument),
    };
  },
};

const bareError =
  /^(Error|TypeError|RangeError|SyntaxError|ReferenceError|EvalError|URIError|AggregateError)$/;

/** `contract/errors.ts` makes the errors; tools speak for themselves; tests play the outside world. */
function mayMakeErrors(path) {
  return path === 'contract/errors.ts' || /^(tools|e2e|bench)\//.test(path) || testFile.test(path);
}

const noBareError = {
  meta: { type: 'problem', messages: { bare: 'Use a factory of #contract/errors instead of `{{name}}(`.' } },
  create(context) {
    const path = pathInHouse(context.filename);
    if (path === undefined || mayMakeErrors(path)) return {};
    function check(node) {
      if (node.callee.type === 'Identifier' && bareError.test(node.callee.name))
        context.report({ node, messageId: 'bare', data: { name: node.callee.name } });
    }
    return { NewExpression: check, CallExpression: check };
  },
};

export default { meta: { name: 'house' }, rules: { 'no-bare-error': noBareError, walls } };
