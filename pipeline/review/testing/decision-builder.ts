import type { Decision } from '#contract/entities/decision';
import type { FoldSubject } from '../fold.ts';
import { firstPrevHash } from '../hash-chain.ts';

/** A UUIDv7-shaped id from a small number, ascending with it. */
export function idOf(number: number): string {
  return `0198c0de-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

export const projectId = idOf(0xa);
export const sourceId = idOf(0xb);

/** The subject of the built decisions: a candidate with a rule score of 0.8. */
export const subject: FoldSubject = {
  eventId: idOf(0xe),
  projectId,
  sourceId,
  candidate: { id: idOf(0xc), jobId: idOf(0xd), confidence: 0.8 },
};

/** Ada's accept of `subject` at frames 10 to 30, one second of 25 pictures each; number sets id, time and place. */
export function decisionOf(number: number, overrides: Partial<Decision> = {}): Decision {
  const startFrame = overrides.startFrame ?? 10;
  const endFrame = overrides.endFrame ?? 30;
  return {
    id: idOf(number),
    projectId,
    sourceId,
    candidateId: idOf(0xc),
    parents: [],
    reviewerId: 'ada',
    deviceId: 'device-a',
    kind: 'accept',
    type: 'walks',
    startFrame,
    endFrame,
    startS: startFrame / 25,
    endS: endFrame / 25,
    actors: [{ role: 'actor', trackId: '1' }],
    objects: [],
    planView: false,
    elapsedMs: 4000,
    decidedAt: new Date(Date.UTC(2026, 0, 5, 9, 0, number)).toISOString(),
    sequence: number,
    prevHash: firstPrevHash,
    hash: firstPrevHash,
    ...overrides,
  };
}

/** Decision `number`, undoing decision `target` of the same reviewer. */
export function undoOf(number: number, target: number, reviewerId = 'ada'): Decision {
  return decisionOf(number, { kind: 'undo', undoesId: idOf(target), reviewerId });
}
