import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { problem, raise, unwrap } from '#contract/errors';
import type { Scene } from '#contract/ports/scene';
import type { WorkMemory } from '#pipeline/candidates/buffers';
import type { BoundCandidate } from '#pipeline/candidates/propose';
import { inProposalOrder, type Placed } from '#pipeline/candidates/propose';
import type { ObjectStore } from '../objects/object-store.ts';
import type { JobInput, Step, StepResult } from './job-steps.ts';
import { type Gathered, headOfPart, partText, proposalLine, type Proposals } from './proposals.ts';
import { loadRules } from './rules.ts';

interface RuleWork {
  readonly input: JobInput;
  readonly step: Step;
  readonly inputs: readonly { readonly type: string; readonly sha256: string }[];
}

interface Files {
  readonly objects: ObjectStore;
}

/**
 * The first line of what a part of the rules' work leaves: the types that starved, where each proposal in the lines behind it
 * belongs, and what the levels above read, where there are any.
 */
interface PartHead {
  readonly starved: Proposals['starved'];
  readonly places: readonly Placed[];
  readonly found: readonly BoundCandidate[];
}

/** Our own files, kept under their hash: their shape is looked at, their every number is not. */
const headSchema = z.object({
  starved: z.array(z.custom<PartHead['starved'][number]>()),
  places: z.array(z.custom<Placed>()),
  found: z.array(z.custom<BoundCandidate>()),
});

interface Part {
  readonly sha256: string;
  readonly head: PartHead;
}

async function readParts({ objects }: Files, { inputs }: RuleWork): Promise<readonly Part[]> {
  const rules = inputs.filter(({ type }) => type === 'rules');
  return Promise.all(
    rules.map(async ({ sha256 }) => {
      const bytes = await readFile(objects.pathOf(sha256));
      return { sha256, head: headSchema.parse(headOfPart(bytes)) };
    }),
  );
}

async function keep({ objects }: Files, text: string, rows: number): Promise<StepResult> {
  const stored = unwrap(await objects.putBytes(new TextEncoder().encode(text)));
  return { objectSha256: stored.sha256, rows, sizeBytes: stored.sizeBytes };
}

/** Looks for one level's event types in one part of the tracks and pairs. */
export async function findPart(
  files: Files & { readonly memory: WorkMemory },
  given: Promise<Scene>,
  work: RuleWork,
): Promise<StepResult> {
  const { part } = work.step;
  if (part === undefined)
    return raise(problem('internal', 'It is not said which part of the rules is asked for.'));
  const rules = unwrap(loadRules(work.input.ontology));
  const scene = await given;
  const below = (await readParts(files, work)).flatMap(({ head }) => head.found);
  const found = rules.findLevel(scene, { ...part, found: below }, files.memory);
  const proposals = rules.propose(scene.frameIndex, found);
  const head: PartHead = {
    starved: [...rules.starved(scene)],
    places: proposals.map(([{ type, startFrame, endFrame, actors, objects }]) => ({
      type,
      startFrame,
      endFrame,
      actors,
      objects,
    })),
    found: part.level + 1 < rules.levels ? found : [],
  };
  const lines = proposals.map(([proposal, provenance]) => proposalLine(proposal, provenance));
  return keep(files, partText(head, lines), proposals.length);
}

/** Says in which order the proposals of all parts are the job's. */
export async function gatherParts(files: Files, work: RuleWork): Promise<StepResult> {
  const parts = await readParts(files, work);
  const placed = parts.flatMap(({ head }, part) =>
    head.places.map((place, row) => ({ ...place, part, row })),
  );
  const inOrder = inProposalOrder(placed);
  const gathered: Gathered = {
    starved: parts[0]?.head.starved ?? [],
    partSha256s: parts.map(({ sha256 }) => sha256),
    order: inOrder.flatMap(({ part, row }) => [part, row]),
  };
  return keep(files, JSON.stringify(gathered), inOrder.length);
}
