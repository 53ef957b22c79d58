import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportProgress } from '#contract/rpc/source-reading';
import { residentBytes } from '../resident.ts';

/** How true the progress of one import was. */
export interface ProgressTold {
  readonly states: number;
  /** Whether the share of the whole ever fell. */
  readonly fell: boolean;
  /** Largest distance of the bytes told from where the system had the file open, as a share of the file. */
  readonly bytesError: number;
  /** Largest distance of the share of the whole from the share of the time that had passed. */
  readonly timeError: number;
  /** When each phase began (s), and the most memory until its end (bytes). */
  readonly phases: readonly { readonly phase: string; readonly startS: number; readonly peakBytes: number }[];
}

interface Told {
  readonly atMs: number;
  readonly share: number;
}

const openFiles = '/proc/self/fd';

function targetOf(descriptor: string): string | undefined {
  try {
    return readlinkSync(join(openFiles, descriptor));
  } catch {
    // It was closed since the folder was listed.
    return undefined;
  }
}

/** How far the system has read a file that this process has open (bytes), undefined where it has not. */
function readPosition(isFile: (path: string) => boolean): number | undefined {
  for (const descriptor of readdirSync(openFiles)) {
    const target = targetOf(descriptor);
    if (target === undefined || !isFile(target)) continue;
    const info = readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8');
    return Number(/^pos:\s+(?<bytes>\d+)$/m.exec(info)?.groups?.['bytes'] ?? 0);
  }
  return undefined;
}

/** Compares what an import tells of itself with what the system says of the process. `path` is the file that is imported. */
export function createProgressLog(path: string) {
  const startMs = performance.now();
  const told: Told[] = [];
  const phases: { phase: string; startS: number; peakBytes: number }[] = [];
  let [fell, bytesError, last] = [false, 0, 0];

  /** The file is read where it lies while it is copied, and then from its copy. */
  function bytesErrorOf({ phase, doneBytes, totalBytes }: ImportProgress): number {
    if (phase !== 'copying' && phase !== 'reading') return 0;
    const own = (target: string): boolean => target === path;
    const copy = (target: string): boolean =>
      target !== path && target.endsWith(path.slice(path.lastIndexOf('/')));
    const position = readPosition(phase === 'copying' ? own : copy);
    return position === undefined ? 0 : Math.abs(position - doneBytes) / Math.max(1, totalBytes);
  }

  return {
    add(state: ImportProgress): void {
      const atMs = performance.now();
      if (state.share < last) fell = true;
      last = state.share;
      told.push({ atMs, share: state.share });
      bytesError = Math.max(bytesError, bytesErrorOf(state));
      const { peakBytes } = residentBytes();
      const current = phases.at(-1);
      if (current?.phase === state.phase) current.peakBytes = peakBytes;
      else phases.push({ phase: state.phase, startS: (atMs - startMs) / 1000, peakBytes });
    },
    told(): ProgressTold {
      const wallMs = performance.now() - startMs;
      const errors = told.map(({ atMs, share }) => Math.abs(share - (atMs - startMs) / wallMs));
      return { states: told.length, fell, bytesError, timeError: Math.max(0, ...errors), phases };
    },
  };
}
