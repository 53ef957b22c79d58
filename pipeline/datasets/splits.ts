import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Split } from '#contract/entities/dataset-version';
import type { Source } from '#contract/entities/source';

/** Shares of the unit interval that the keyed hash falls into. */
const trainShare = 0.8;
const validationShare = 0.1;

/** What may not be in two splits: the clip, and where there is none, the tracks themselves. */
function clipOf(source: Source): string {
  return source.clipSha256 ?? source.tracksSha256;
}

/**
 * A number in [0, 1) from the key and the clip, the same on every machine and for ever: HMAC-SHA-256, first 48 bits.
 * A new clip therefore never moves an old one.
 */
function keyedShare(key: string, clip: string): number {
  const digest = hmac(sha256, utf8ToBytes(key), utf8ToBytes(clip));
  return digest.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 48;
}

/** The split of one source; sources of the same clip are never apart. `key` is the project's id. */
export function splitOf(key: string, source: Source): Split {
  const share = keyedShare(key, clipOf(source));
  if (share < trainShare) return 'train';
  return share < trainShare + validationShare ? 'validation' : 'test';
}

/** Clips of each split, each counted once. */
export function clipsBySplit(key: string, sources: readonly Source[]): Readonly<Record<Split, number>> {
  const clips = new Map(sources.map((source) => [clipOf(source), splitOf(key, source)]));
  const counts = { train: 0, validation: 0, test: 0 };
  for (const split of clips.values()) counts[split] += 1;
  return counts;
}
