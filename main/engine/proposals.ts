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

/** What the candidates step leaves in the object store, as JSON. */
export const proposalsSchema = z.object({
  candidates: z.array(proposalSchema),
  starved: jobStatsSchema.shape.starved,
});
export type Proposals = Readonly<z.infer<typeof proposalsSchema>>;

/** Proposals as the bytes that are stored: the same proposals always give the same bytes. */
export function encodeProposals(proposals: Proposals): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(proposalsSchema.parse(proposals)));
}

/** The reverse of `encodeProposals`; throws where the bytes are no proposals. */
export function decodeProposals(bytes: Uint8Array): Proposals {
  return proposalsSchema.parse(JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes))));
}
