import type { Split } from '#contract/entities/dataset-version';

/** A row of a version as far as the next version's number depends on it. */
export interface VersionRow {
  readonly eventId: string;
  readonly split: Split;
  /** The published row's values, the event id left out, as one text. */
  readonly content: string;
}

export interface VersionDiff {
  readonly added: number;
  readonly edited: number;
  readonly removed: number;
  readonly moved: number;
}

export type Bump = 'first' | 'major' | 'minor' | 'patch' | 'none';

/** What changed between two versions; a row that moved and was edited counts as both. */
export function diffVersions(before: readonly VersionRow[], after: readonly VersionRow[]): VersionDiff {
  const old = new Map(before.map((row) => [row.eventId, row]));
  const kept = after.flatMap((row) => {
    const earlier = old.get(row.eventId);
    return earlier === undefined ? [] : [{ row, earlier }];
  });
  return {
    added: after.length - kept.length,
    edited: kept.filter(({ row, earlier }) => row.content !== earlier.content).length,
    removed: before.length - kept.length,
    moved: kept.filter(({ row, earlier }) => row.split !== earlier.split).length,
  };
}

/** Croissant's rule: edited, removed or moved rows are major; new rows minor; `first` where nothing was published. */
export function bumpOf(previous: string | undefined, diff: VersionDiff): Bump {
  if (previous === undefined) return 'first';
  if (diff.edited + diff.removed + diff.moved > 0) return 'major';
  return diff.added > 0 ? 'minor' : 'none';
}

/** The next version number; 1.0.0 for the first, the same number where nothing changed. */
export function nextSemver(previous: string | undefined, bump: Bump): string {
  const [major = 0, minor = 0, patch = 0] = (previous ?? '0.0.0').split('.').map(Number);
  switch (bump) {
    case 'first':
      return '1.0.0';
    case 'major':
      return `${major + 1}.0.0`;
    case 'minor':
      return `${major}.${minor + 1}.0`;
    case 'patch':
      return `${major}.${minor}.${patch + 1}`;
    case 'none':
      return `${major}.${minor}.${patch}`;
  }
}

/** Which of two versions is later: negative where `a` is the earlier. */
export function compareSemver(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  return left.map((part, i) => part - (right[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
