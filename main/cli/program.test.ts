import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { errorCodes } from '#contract/errors';
import { exitCodeHelp, exitCodeOf, exitCodes } from './exit-codes.ts';
import { buildProgram } from './program.ts';

const silent = { out: () => undefined, note: () => undefined, progress: () => undefined };

function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  return text;
}

const program = buildProgram(silent, new AbortController().signal);
const commands = allCommands(program)
  .filter((command) => command !== program)
  .map((command) => ({ name: command.name(), command }));

test.each(commands)('the help of $name shows an example that names it', ({ name, command }) => {
  const examples = helpOf(command).split('Examples:\n')[1] ?? '';
  expect(examples).toContain(`$ aftertrack ${command.parent === program ? '' : 'jobs '}${name}`);
});

test('the help lists every exit code that a problem can end in', () => {
  const documented = [...exitCodeHelp.matchAll(/^ {2}(\d+)/gm)].map(([, code]) => Number(code));
  expect(documented).toEqual(Object.values(exitCodes));
  for (const code of errorCodes) expect(documented).toContain(exitCodeOf(code));
  expect(helpOf(program)).toContain('Exit codes:');
});
