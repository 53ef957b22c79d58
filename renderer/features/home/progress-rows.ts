import type { TypeProgress } from '#contract/rpc/projects';

/** Review progress of a type with the figures that follow from it. */
export interface ProgressRow extends TypeProgress {
  readonly left: number;
  /** Share decided in [0, 1]; 1 where nothing was proposed. */
  readonly share: number;
  /** What is left at this type's own median pace, in seconds; unknown before a first decision. */
  readonly finishS?: number | undefined;
  /** Accepted among accepted and rejected, in [0, 1]; unknown before a first verdict. */
  readonly acceptedShare?: number | undefined;
}

function derive(type: TypeProgress, finishS: number | undefined): ProgressRow {
  const verdicts = type.accepted + type.rejected;
  return {
    ...type,
    left: type.candidates - type.decided,
    share: type.candidates === 0 ? 1 : type.decided / type.candidates,
    finishS,
    acceptedShare: verdicts === 0 ? undefined : type.accepted / verdicts,
  };
}

/** One row per type, in the given order. */
export function progressRows(types: readonly TypeProgress[]): readonly ProgressRow[] {
  return types.map((type) => {
    const pace = type.medianElapsedMs;
    return derive(type, pace === undefined ? undefined : ((type.candidates - type.decided) * pace) / 1000);
  });
}

/** The row of all types; its time to finish is the sum, known only when every type with something left has a pace. */
export function totalRow(rows: readonly ProgressRow[]): ProgressRow {
  const sum = (pick: (row: ProgressRow) => number): number =>
    rows.reduce((total, row) => total + pick(row), 0);
  const open = rows.filter((row) => row.left > 0);
  const known = open.every((row) => row.finishS !== undefined);
  return derive(
    {
      type: 'All types',
      kind: '',
      candidates: sum((row) => row.candidates),
      decided: sum((row) => row.decided),
      accepted: sum((row) => row.accepted),
      rejected: sum((row) => row.rejected),
    },
    known && open.length > 0 ? open.reduce((total, row) => total + (row.finishS ?? 0), 0) : undefined,
  );
}
