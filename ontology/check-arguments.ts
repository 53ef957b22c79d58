import { complain, type Scope } from './scope.ts';
import type { CallSyntax } from './syntax.ts';

/** Complains where a call has not as many arguments as `wanted` names. */
export function expectArguments(scope: Scope, call: CallSyntax, wanted: readonly string[]): boolean {
  if (call.args.length === wanted.length) return true;
  const usage = `${call.name}(${wanted.join(', ')})`;
  complain(
    scope,
    'bad_expression',
    call,
    `"${call.name}" takes ${wanted.length} ${wanted.length === 1 ? 'argument' : 'arguments'}, found ${call.args.length}.`,
    `Write it as ${usage}.`,
  );
  return false;
}
