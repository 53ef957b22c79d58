import { z } from 'zod';
import { jobStatusSchema } from '#contract/entities/job';
import type { OntologyUse } from '#contract/rpc/ontology';
import type { Operation } from './operation.ts';
import { fromRow, sql } from './rows.ts';

const rowSchema = z.object({
  ontologyVersionId: z.string(),
  id: z.string(),
  number: z.int(),
  status: jobStatusSchema,
  sourceId: z.string(),
  sourceName: z.string(),
});

export type JobsOfVersion = Pick<OntologyUse, 'ontologyVersionId' | 'jobs'>;

/** The jobs of each version of a project, the newest first; a version that no job used is left out. */
const readJobs: Operation<{ readonly projectId: string }, readonly JobsOfVersion[]> = (
  { db },
  { projectId },
) => {
  const rows = sql(
    db,
    `SELECT j.ontology_version_id, j.id, j.number, j.status, j.source_id, s.name AS source_name
     FROM jobs j JOIN sources s ON s.id = j.source_id WHERE j.project_id = ? ORDER BY j.number DESC`,
  ).all(projectId);
  const jobs = rows.map((row) => rowSchema.parse(fromRow(row)));
  return [...Map.groupBy(jobs, (job) => job.ontologyVersionId)].map(([ontologyVersionId, own]) => ({
    ontologyVersionId,
    jobs: own.map(({ id, number, status, sourceId, sourceName }) => ({
      id,
      number,
      status,
      sourceId,
      sourceName,
    })),
  }));
};

export const ontologyUseOperations = { 'ontologies.jobs': readJobs };
