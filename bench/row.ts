/** What one run took. Counts tell whether two sides did the same. */
export interface Timing {
  readonly wallMs: number;
  /** Of the whole process, all threads. */
  readonly cpuMs: number;
  readonly count: number;
}

/** One side of a comparison: the least CPU and the least wall time of some rounds, and what a process that does it alone needs. */
export interface Side extends Timing {
  /** Most memory that was resident at once, the runtime's own included. */
  readonly peakBytes?: number;
}

/** One line of the table. */
export interface Row {
  readonly name: string;
  /** What we ship. */
  readonly own: Side;
  readonly python?: Side;
  /** The readable twin, or whatever else is worth a third column. */
  readonly typescript?: Side;
  /** How many times less CPU than Python it is meant to take, and what would be better still. */
  readonly target?: { readonly least: number; readonly goal: number };
  /** What must cross the memory once, inputs and outputs; left out where the work is not about memory. */
  readonly movedBytes?: number;
  /** Whatever the reader must know to read the line rightly; one sentence. */
  readonly note?: string;
}

export interface BenchOptions {
  /** Rounds that count; one more goes before them to warm up. */
  readonly rounds: number;
  /** Names of rows; all where it is absent. */
  readonly only?: readonly string[];
}

/** A part of the bench: rows that are measured in one sitting. */
export interface Section {
  readonly name: string;
  /** Names and versions of what took part, known after the rows. */
  rows(
    options: BenchOptions,
  ): Promise<{ readonly rows: readonly Row[]; readonly remarks: readonly string[] }>;
}
