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

const neededFields = Object.keys(proposalSchema.shape).filter(
  (field) => !proposalSchema.shape[field as keyof Proposal].safeParse(undefined).success,
);

/** A proposal, and its rule's provenance as JSON, which is stored as it is. */
export type ToldProposal = Proposal & { readonly provenanceJson: string };

/** What a job proposes. */
export interface Proposals {
  readonly candidates: readonly ToldProposal[];
  readonly starved: z.infer<typeof jobStatsSchema>['starved'];
}

/**
 * What the candidates step leaves in the object store: the objects that the parts of the rules' work left, and in which order
 * their proposals stand.
 */
export const gatheredSchema = z.object({
  starved: jobStatsSchema.shape.starved,
  partSha256s: z.array(z.string()),
  /** For each proposal in order, its part and its row there, one after the other. */
  order: z.array(z.int().min(0)),
});
export type Gathered = Readonly<z.infer<typeof gatheredSchema>>;

/** The same with the parts' files instead of their hashes. */
export interface GatheredFiles extends Pick<Gathered, 'starved' | 'order'> {
  readonly paths: readonly string[];
}

/** Changes whenever the text of proposals is read another way. */
export const proposalsFormat = 3;

/** Between a proposal and its provenance; JSON holds no such character outside its escapes. */
const between = '\t';

/** A proposal with its provenance as one line of text. */
export function proposalLine(proposal: Proposal, provenance: RuleProvenance): string {
  return `${JSON.stringify(proposal)}${between}${JSON.stringify(provenance)}`;
}

/** What one part of the rules' work leaves: a head of its own, and its proposals, each a line. */
export function partText(head: unknown, lines: readonly string[]): string {
  return [JSON.stringify(head), ...lines].join('\n');
}

/** The head of a part in its bytes, as JSON that no schema has looked at. */
export function headOfPart(bytes: Uint8Array): unknown {
  const end = bytes.indexOf(0x0a);
  return JSON.parse(new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)));
}

/** Whether these are a proposal's columns. The file is our own and kept under its hash: not every number is looked at. */
function isProposal(columns: unknown): columns is Proposal {
  return typeof columns === 'object' && columns !== null && neededFields.every((field) => field in columns);
}

function toldIn(line: string | undefined): ToldProposal {
  const end = line?.indexOf(between) ?? -1;
  const proposal: unknown = line === undefined || end < 0 ? undefined : JSON.parse(line.slice(0, end));
  if (line === undefined || !isProposal(proposal))
    return raise(problem('corrupt_workspace', 'A stored proposal cannot be read.'));
  return { ...proposal, provenanceJson: line.slice(end + between.length) };
}

/** The proposals in the texts of their parts, in order; throws where they are none. */
export function decodeProposals(
  { starved, order }: Pick<Gathered, 'starved' | 'order'>,
  parts: readonly string[],
): Proposals {
  const lines = parts.map((text) => text.split('\n'));
  const candidates: ToldProposal[] = [];
  for (let at = 0; at + 1 < order.length; at += 2)
    candidates.push(toldIn(lines[order[at] ?? -1]?.[(order[at + 1] ?? 0) + 1]));
  return { starved, candidates };
}
