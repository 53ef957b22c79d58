import { z } from 'zod';
import { candidateSchema, provenanceSchema } from '#contract/entities/candidate';
import { jobStatsSchema } from '#contract/entities/job';

/** A candidate as the rules propose it: nothing in it depends on the job, so that jobs can share it. */
export const proposalSchema = candidateSchema
  .omit({
    id: true,
    projectId: true,
    sourceId: true,
    jobId: true,
    modelScore: true,
    supersedesId: true,
    createdAt: true,
  })
  .extend({
    provenance: provenanceSchema.omit({
      ontology: true,
      sourceSha256: true,
      tracksSha256: true,
      codeVersion: true,
    }),
  });
export type Proposal = Readonly<z.infer<typeof proposalSchema>>;

/** What the candidates step leaves in the object store. */
export const proposalsSchema = z.object({
  candidates: z.array(proposalSchema),
  starved: jobStatsSchema.shape.starved,
});
export type Proposals = Readonly<z.infer<typeof proposalsSchema>>;

/** The text of proposals that are JSON already: the types that starved, then one proposal a line. */
export function proposalLines(starved: Proposals['starved'], proposals: readonly string[]): string {
  return [JSON.stringify({ starved }), ...proposals].join('\n');
}

const starvedSchema = proposalsSchema.pick({ starved: true });

/** The proposals in the bytes of `proposalLines`; throws where they are none. */
export function decodeProposals(bytes: Uint8Array): Proposals {
  const [head = '', ...lines] = new TextDecoder().decode(new Uint8Array(bytes)).split('\n');
  const { starved } = starvedSchema.parse(JSON.parse(head));
  return { starved, candidates: lines.map((line) => proposalSchema.parse(JSON.parse(line))) };
}
