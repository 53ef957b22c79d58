import type { Decision } from '#contract/entities/decision';
import { rowHash } from './hash-chain.ts';

/** The decision with the hash over all its other fields; `prevHash` and `sequence` must be set. */
export function sealDecision(decision: Omit<Decision, 'hash'>): Decision {
  return { ...decision, hash: rowHash(decision) };
}
