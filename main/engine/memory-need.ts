import { totalmem } from 'node:os';
import { err, ok, problem, type Result } from '#contract/errors';

/** What a job's memory is reckoned from. */
export interface MemoryFacts {
  /** Bytes of the source's columns, and of the features that are kept for pairs and rules. */
  readonly sharedBytes: number;
  /** Numbers of the largest table that a step makes: its rows times its columns, keys included. */
  readonly windowCells: number;
}

const mebibyte = 2 ** 20;

/** A column of a window stands in memory as it is computed, as it is laid out for the file, and as it is compressed. */
const copiesOfColumn = 3;
/** What a thread takes beside the columns of its window: its heap, its program and the kernels' memory. */
const bytesPerThread = 96 * mebibyte;

/** Bytes that a thread takes while it computes one window. */
export function stepBytes({ windowCells }: MemoryFacts): number {
  return bytesPerThread + windowCells * Float32Array.BYTES_PER_ELEMENT * copiesOfColumn;
}

/** Half of the machine's memory: a reviewer's other programs need the rest. */
export function defaultMemoryBytes(): number {
  return totalmem() / 2;
}

const inGigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

function tooLarge(needBytes: number, budgetBytes: number): Result<never> {
  return err(
    problem(
      'too_large',
      `This job needs about ${inGigabytes(needBytes)} of memory at a time, and ${inGigabytes(budgetBytes)} may be used.`,
      { hint: 'Import the clip in shorter parts, or run the job on a machine with more memory.' },
    ),
  );
}

/** Refuses a source whose columns alone do not fit, before they are read. */
export function checkColumns(rows: number, columns: number, budgetBytes: number): Result<void> {
  const bytes = rows * columns * Float32Array.BYTES_PER_ELEMENT;
  return bytes > budgetBytes ? tooLarge(bytes, budgetBytes) : ok(undefined);
}

/**
 * How many steps may be begun at a time within `budgetBytes`: two for each thread, so that the next is at hand when one ends, or
 * as many as fit where not every thread can work; `too_large` where there is no room for one.
 */
export function creditsWithin(facts: MemoryFacts, budgetBytes: number, threads: number): Result<number> {
  const { sharedBytes } = facts;
  const each = stepBytes(facts);
  const fitting = Math.floor((budgetBytes - sharedBytes) / each);
  if (fitting < 1) return tooLarge(sharedBytes + each, budgetBytes);
  return ok(fitting < threads ? fitting : 2 * threads);
}
