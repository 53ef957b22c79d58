import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { jobSchema } from '#contract/entities/job';
import { traceSubjectSchema } from '#contract/http';
import { idSchema } from '#contract/ids';
import { procedure } from '#contract/rpc/base';

export const jobsContract = {
  list: procedure.input(z.object({ projectId: idSchema })).output(z.array(jobSchema)),
  get: procedure.input(z.object({ id: idSchema })).output(jobSchema),
  start: procedure.input(z.object({ sourceId: idSchema, ontologyVersionId: idSchema })).output(jobSchema),
  /** A running job stops at its next step; what it finished is kept for a later run. */
  cancel: procedure.input(z.object({ id: idSchema })).output(jobSchema),
  /** Puts a failed or cancelled job back in the queue; finished steps are not run again. */
  resume: procedure.input(z.object({ id: idSchema })).output(jobSchema),
  /** Every change of every job of the project, the present state of each first. */
  watch: procedure.input(z.object({ projectId: idSchema })).output(eventIterator(jobSchema)),
  /**
   * Frames in which a feature begins to keep another level, ascending, by the documented penalty. A long series may take a
   * while; it is searched once.
   */
  changePoints: procedure
    .input(traceSubjectSchema)
    .output(z.object({ frames: z.array(z.int().min(0)).readonly() })),
};
