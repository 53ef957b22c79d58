import { z } from 'zod';
import { candidateSchema, type Provenance } from '#contract/entities/candidate';
import { problem, raise } from '#contract/errors';
import { jobStatsSchema } from '#contract/entities/job';

/** What a rule says of a proposal's origin; what the job adds depends on nothing that the rule knows. */
export type RuleProvenance = Omit<Provenance, 'ontology' | 'sourceSha256' | 'tracksSha256' | 'codeVersion'>;

/** A candidate as the rules propose it: nothing in it depends on the job, so that jobs can share it. */
const proposalSchema = candidateSchema
  .omit({
    id: true,
    projectId: true,
    sourceId: true,
    jobId: true,
    modelScore: true,
    supersedesId: true,
    createdAt: true,
    provenance: true,
  })
  .extend({ knownShare: z.number().min(0).max(1) });
export type Proposal = Readonly<z.infer<typeof proposalSchema>>;

/** A proposal, and its rule's provenance as JSON, which is stored as it is. */
export type ToldProposal = Proposal & { readonly provenanceJson: string };

/** What the candidates step leaves in the object store. */
export interface Proposals {
  readonly candidates: readonly ToldProposal[];
  readonly starved: z.infer<typeof jobStatsSchema>['starved'];
}

/** Changes whenever the text of proposals is read another way. */
export const proposalsFormat = 2;

/** Between a proposal and its provenance; JSON holds no such character outside its escapes. */
const between = '\t';

/** A proposal with its provenance as one line of text. */
export function proposalLine(proposal: Proposal, provenance: RuleProvenance): string {
  return `${JSON.stringify(proposal)}${between}${JSON.stringify(provenance)}`;
}

/** The text of proposals that are lines already: the types that starved, then one proposal a line. */
export function proposalLines(starved: Proposals['starved'], proposals: readonly string[]): string {
  return [JSON.stringify({ starved }), ...proposals].join('\n');
}

const headSchema = z.object({ starved: jobStatsSchema.shape.starved });

function toldIn(line: string): ToldProposal {
  const end = line.indexOf(between);
  if (end < 0) return raise(problem('corrupt_workspace', 'A stored proposal lacks its reasons.'));
  const proposal = proposalSchema.parse(JSON.parse(line.slice(0, end)));
  return { ...proposal, provenanceJson: line.slice(end + between.length) };
}

/** The proposals in the bytes of `proposalLines`; throws where they are none. */
export function decodeProposals(bytes: Uint8Array): Proposals {
  const [head = '', ...lines] = new TextDecoder().decode(new Uint8Array(bytes)).split('\n');
  const { starved } = headSchema.parse(JSON.parse(head));
  return { starved, candidates: lines.map(toldIn) };
}
