import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { asProblem } from './problem.ts';

describe('asProblem', () => {
  it('keeps the problem a procedure refused with, place and all', () => {
    const fault = { code: 'bad_value', message: 'score "n/a" is not a number.', file: 's41.csv', line: 9730 };
    expect(asProblem(new ORPCError('PROBLEM', { data: fault }))).toEqual(fault);
  });

  it('shows the message of a refusal that carries no problem', () => {
    const error = new ORPCError('BAD_REQUEST', { message: 'Input validation failed' });
    expect(asProblem(error)).toEqual({ code: 'internal', message: 'Input validation failed' });
  });
});
