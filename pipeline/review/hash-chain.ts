import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Sha256 } from '#contract/ids';

/** What the first row of a chain names as the hash before it. */
export const firstPrevHash: Sha256 = '0'.repeat(64);

/** A row of an append-only table: `sequence` counts from 1 without gaps. */
export interface ChainRow {
  readonly id?: string | undefined;
  readonly sequence: number;
  readonly prevHash: Sha256;
  readonly hash: Sha256;
}

/** Whole, or the first place where it is not. A cut tail shows only against a `head` that was noted elsewhere. */
export type ChainCheck =
  | { readonly intact: true; readonly rows: number; readonly head: Sha256 }
  | {
      readonly intact: false;
      readonly sequence: number;
      readonly id?: string | undefined;
      readonly reason: string;
    };

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function canonicalRecord(record: Readonly<Record<string, unknown>>): string {
  const fields = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`);
  return `{${fields.join(',')}}`;
}

/** JSON with sorted keys, no spaces and no undefined fields: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isRecord(value)) return canonicalRecord(value);
  return JSON.stringify(value ?? null);
}

/** SHA-256 in lower-case hex over the canonical JSON of all fields but `hash`. */
export function rowHash(row: object): Sha256 {
  const { hash: _, ...hashed }: Readonly<Record<string, unknown>> = { ...row };
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(hashed))));
}

function fault(row: ChainRow, expectedSequence: number, prevHash: Sha256): string | undefined {
  if (row.sequence !== expectedSequence) return `row ${expectedSequence} is missing or out of its place`;
  if (row.prevHash !== prevHash) return 'it does not name the hash of the row before it';
  if (row.hash !== rowHash(row)) return 'its content does not match its hash';
  return undefined;
}

/** Checks rows in order of `sequence` from the first on and names the first broken link. */
export function verifyChain(rows: Iterable<ChainRow>): ChainCheck {
  let count = 0;
  let head = firstPrevHash;
  for (const row of rows) {
    const reason = fault(row, count + 1, head);
    if (reason !== undefined) return { intact: false, sequence: row.sequence, id: row.id, reason };
    count += 1;
    head = row.hash;
  }
  return { intact: true, rows: count, head };
}
