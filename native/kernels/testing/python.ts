import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { problem, raise } from '#contract/errors';

const script = fileURLToPath(new URL('reference.py', import.meta.url));
const named = process.env['AFTERTRACK_PYTHON'];
const candidates = named === undefined ? ['python3', '/usr/bin/python3'] : [named];

/** A Python that has numpy and scipy, or undefined: the one that `AFTERTRACK_PYTHON` names, else that of the path or the system. */
export function findPython(): string | undefined {
  return candidates.find((command) => spawnSync(command, ['-c', 'import numpy, scipy.signal']).status === 0);
}

/** Hands a question to `reference.py` as JSON and answers with what it prints. */
export async function askPython(command: string, question: object): Promise<unknown> {
  const child = spawn(command, [script], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(JSON.stringify(question));
  const [answer, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (answer === '') raise(problem('internal', `Python gave no answer: ${complaint}`));
  return JSON.parse(answer);
}
