import type { Verdict } from '#contract/entities/decision';
import { withSeconds } from '#contract/entities/frame-index';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { EventTypeSummary } from '#contract/entities/ontology-version';
import { problem, raise, unwrap } from '#contract/errors';
import { isForward } from '#contract/interval';
import type { Decided, Viewing } from '#contract/rpc/review';
import { fitRoles } from '#pipeline/review/fit-roles';
import type { Reviewer } from '../store/decision-operations.ts';
import type { Store } from '../store/store.ts';
import type { VerdictContext } from '../store/viewing-operations.ts';
import { answer } from './answer.ts';
import type { OntologyLoader } from './ontology-loader.ts';
import type { Services } from './services.ts';

export interface ReviewServiceDeps {
  readonly store: Store;
  readonly ontologies: Pick<OntologyLoader, 'describe'>;
  readonly reviewer: Reviewer;
  /** The presented pictures of a source; rejects with a problem. */
  readonly frameIndexOf: (sourceId: string) => Promise<FrameIndex>;
}

function findType(deps: ReviewServiceDeps, verdict: Verdict, context: VerdictContext): EventTypeSummary {
  const { name, version, types } = unwrap(deps.ontologies.describe(context));
  const found = types.find(({ type }) => type === verdict.type);
  if (found !== undefined) return found;
  return raise(
    problem('bad_value', `${name} ${version} has no event type "${verdict.type}".`, {
      field: 'type',
      hint: `It has ${types.map(({ type }) => type).join(', ')}.`,
    }),
  );
}

function refuseSpan(verdict: Verdict, context: VerdictContext): void {
  const { startFrame, endFrame } = verdict;
  if (!isForward(verdict)) {
    raise(
      problem('bad_value', `The end (frame ${endFrame}) must come after the start (frame ${startFrame}).`, {
        field: 'endFrame',
      }),
    );
  }
  if (endFrame <= context.frameCount) return;
  raise(
    problem(
      'bad_value',
      `The clip has ${context.frameCount} frames, so frame ${endFrame} is beyond its end.`,
      {
        field: 'endFrame',
      },
    ),
  );
}

async function decide(deps: ReviewServiceDeps, verdict: Verdict): Promise<Decided> {
  const { store, reviewer } = deps;
  const context = await store.run('review.verdictContext', { candidateId: verdict.candidateId });
  const type = findType(deps, verdict, context);
  refuseSpan(verdict, context);
  const { actors, objects } = verdict.kind === 'accept' ? unwrap(fitRoles(type, verdict)) : verdict;
  const span = withSeconds(await deps.frameIndexOf(context.sourceId), verdict);
  const cast = { actors: [...actors], objects: [...objects] };
  return store.run('review.decide', { ...verdict, ...cast, ...span, ...reviewer });
}

async function view(deps: ReviewServiceDeps, candidateId: string): Promise<Viewing> {
  const { reviewerId } = deps.reviewer;
  const { ontology, ...viewing } = await deps.store.run('review.viewing', { candidateId, reviewerId });
  const { types } = unwrap(deps.ontologies.describe(ontology));
  return { ...viewing, types: [...types] };
}

/** Review: the queue, one viewing, decisions with undo and redo, and the events they fold to. */
export function createReviewService(deps: ReviewServiceDeps): Services['review'] {
  const { store, reviewer } = deps;
  return {
    queue: (input) => answer(() => store.run('review.queue', { ...input, reviewerId: reviewer.reviewerId })),
    viewing: ({ candidateId }) => answer(() => view(deps, candidateId)),
    decide: (verdict) => answer(() => decide(deps, verdict)),
    undo: (input) => answer(() => store.run('review.undo', { ...input, ...reviewer })),
    redo: (input) => answer(() => store.run('review.redo', { ...input, ...reviewer })),
    saveDraft: (draft) => answer(() => store.run('review.saveDraft', draft)),
    dropDraft: (input) => answer(() => store.run('review.dropDraft', input)),
    events: (input) => answer(() => store.run('events.list', input)),
    history: (input) => answer(() => store.run('review.history', input)),
  };
}
