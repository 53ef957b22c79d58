import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Id } from '#contract/ids';

/**
 * The id of the event that the decisions on a candidate fold to: a UUIDv7 with the candidate's time and bits from its hash,
 * so that every device and the tenant name the same event alike. `rootCandidateId` is the first of a line of superseding ones.
 */
export function eventIdOf(rootCandidateId: Id): Id {
  const digest = bytesToHex(sha256(utf8ToBytes(`event:${rootCandidateId}`)));
  const variant = (8 + (Number.parseInt(digest.slice(3, 4), 16) % 4)).toString(16);
  return `${rootCandidateId.slice(0, 13)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}
