import { z } from 'zod';
import { participantSchema, type Provenance, sampleOriginSchema } from '#contract/entities/candidate';
import type { Participant } from '#contract/entities/candidate';
import type { TimeSpan } from '#contract/interval';
import { insertCandidate } from './candidate-rows.ts';
import { originOf } from './job-finish-operations.ts';
import { readJob, readOntologyVersion } from './job-rows.ts';
import { enqueue } from './ledger.ts';
import type { Operation } from './operation.ts';
import { standing, stateColumn } from './queue-rows.ts';
import { fromRow, sql } from './rows.ts';
import { readSource } from './source-rows.ts';

/** Something that a rule leaves out, to be reviewed like a candidate. */
export interface NewSample extends TimeSpan {
  readonly actors: readonly Participant[];
  readonly objects: readonly Participant[];
  readonly sample: NonNullable<Provenance['sample']>;
  /** Values of the parameters with which the rule finds it, as written. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly says: string;
}

interface Drawn {
  /** The job whose rule leaves them out. */
  readonly jobId: string;
  readonly type: string;
  readonly samples: readonly NewSample[];
}

/** Between a rule that holds and one that does not. */
const evenScore = 0.5;

/** Puts samples among the candidates of a job. */
const addSamples: Operation<Drawn, void> = (context, { jobId, type, samples }) => {
  const job = readJob(context.db, jobId);
  const ontology = readOntologyVersion(context.db, job.ontologyVersionId);
  const origin = originOf({ job, ontology, source: readSource(context.db, job.sourceId) });
  const createdAt = context.now();
  for (const { parameters, says, sample, ...rest } of samples) {
    const id = context.newId();
    const clause = {
      op: 'sample',
      text: says,
      truth: 'unknown',
      robustness: 0,
      unknownFrames: 0,
      children: [],
    } as const;
    const provenance: Provenance = { ...origin, parameters, clause, knownShare: 1, sample };
    const { projectId, sourceId } = job;
    const candidate = {
      ...rest,
      id,
      projectId,
      sourceId,
      jobId,
      type,
      actors: [...rest.actors],
      objects: [...rest.objects],
      ruleName: `${ontology.name}.${type}`,
      ruleScore: evenScore,
      knownShare: 1,
      createdAt,
      sample,
      provenanceJson: JSON.stringify(provenance),
    };
    insertCandidate(context.db, candidate, id);
  }
  enqueue(context, {
    projectId: job.projectId,
    table: 'candidates',
    rowId: jobId,
    payload: { jobId, sourceId: job.sourceId, samples: samples.length },
  });
};

const reviewedSchema = z.object({
  sourceId: z.string(),
  state: z.string(),
  startFrame: z.int(),
  endFrame: z.int(),
  actors: z.array(participantSchema),
  objects: z.array(participantSchema),
  decidedStart: z.int().optional(),
  decidedEnd: z.int().optional(),
  sampleOrigin: sampleOriginSchema.optional(),
  sampleProbability: z.number().optional(),
});

/** A candidate or sample of a type, as proposed and as it stands for a reviewer. */
export type StandingCandidate = Readonly<z.infer<typeof reviewedSchema>>;

/** What reviews tell of a type. */
export interface Standing {
  /** Live candidates that the rule proposed, decided or not. */
  readonly proposed: number;
  /** Those that are decided, and every sample. */
  readonly told: readonly StandingCandidate[];
}

/** One that was accepted as another type is no event of its own. */
const verdictOnType = `CASE WHEN ${stateColumn} = 'accepted' AND d.type <> c.type THEN 'rejected' ELSE ${stateColumn} END`;

const countSchema = z.object({ proposed: z.int() });

/** How many candidates of a type there are, those that are decided, and every sample: a fraction of what a project may hold. */
const readStanding: Operation<
  { readonly projectId: string; readonly type: string; readonly reviewerId: string },
  Standing
> = ({ db }, { projectId, type, reviewerId }) => {
  const { proposed } = countSchema.parse(
    sql(
      db,
      `SELECT count(*) AS proposed FROM candidates
       WHERE project_id = @projectId AND type = @type AND gone_at IS NULL AND sample_origin IS NULL`,
    ).get({ projectId, type }),
  );
  const told = sql(
    db,
    `SELECT c.source_id, ${verdictOnType} AS state, c.start_frame, c.end_frame, c.actors_json, c.objects_json,
       d.start_frame AS decided_start, d.end_frame AS decided_end, c.sample_origin, c.sample_probability
     FROM candidates c ${standing}
     WHERE c.project_id = @projectId AND c.type = @type AND c.gone_at IS NULL
       AND (${stateColumn} IN ('accepted', 'rejected') OR c.sample_origin IS NOT NULL) ORDER BY c.id`,
  ).all({ projectId, type, reviewerId });
  return { proposed, told: told.map((row) => reviewedSchema.parse(fromRow(row))) };
};

export const sampleOperations = { 'samples.add': addSamples, 'candidates.standing': readStanding };
