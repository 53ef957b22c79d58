import { oc } from '@orpc/contract';
import { problemSchema } from '#contract/errors';

/** Every procedure refuses in one way: the defined error PROBLEM, whose data is a problem of the closed list. */
export const procedure = oc.errors({ PROBLEM: { status: 422, data: problemSchema } });
