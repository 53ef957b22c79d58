import { expectArguments } from './check-arguments.ts';
import type { TruthExpression } from './expression.ts';
import { complain, roleSlot, type Scope, written } from './scope.ts';
import type { CallSyntax } from './syntax.ts';

/** `says(actor, "stop")`, or `says("stop")` of whoever it is. */
export function checkSays(scope: Scope, call: CallSyntax): TruthExpression | undefined {
  const usage = call.args.length === 1 ? ['text'] : ['role', 'text'];
  const text = call.args.at(-1);
  const [role] = call.args.slice(0, -1);
  if (!expectArguments(scope, call, usage) || text === undefined) return undefined;
  const slot = role && roleSlot(scope, role);
  if (text.kind !== 'text' || !/[\p{L}\p{N}]/u.test(text.value))
    return complain(
      scope,
      'bad_expression',
      text,
      `${written(scope, text)} is not a text to be said.`,
      'Write its words in quotes, such as says(actor, "stop").',
    );
  if (role !== undefined && slot === undefined) return undefined;
  return { op: 'says', ...(slot === undefined ? {} : { slot }), text: text.value.trim() };
}
