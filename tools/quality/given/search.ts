import type { Ontology, Parameter } from '#ontology/model';
import { planOf, type Settings } from './evaluate.ts';
import { seededRandom } from './resample.ts';

/** A named parameter that may be chosen, in the unit it is written in. */
export interface Tunable {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function tunableOf({ name, value, low, high, factor }: Parameter): readonly Tunable[] {
  if (low === undefined || high === undefined) return [];
  return [{ name, value: value / factor, low: low / factor, high: high / factor }];
}

/** The parameters with a range that a type's rule reads. */
export function tunablesOf(ontology: Ontology, type: string): readonly Tunable[] {
  const read = planOf(ontology, type).events.find(({ event }) => event.name === type)?.parameters ?? [];
  return ontology.parameters.filter(({ name }) => read.includes(name)).flatMap(tunableOf);
}

/** To three digits: settings that differ by less are the same. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** A range that spans so many times its lower end is searched in equal ratios, else in equal steps. */
const wideRatio = 5;

function isWide({ low, high }: Tunable): boolean {
  return low > 0 && high / low >= wideRatio;
}

/** The value at a share of the range in [0, 1]. */
function valueAt(tunable: Tunable, share: number): number {
  const { low, high } = tunable;
  return rounded(isWide(tunable) ? low * (high / low) ** share : low + (high - low) * share);
}

function shareOf(tunable: Tunable, value: number): number {
  const { low, high } = tunable;
  if (high <= low) return 0;
  return isWide(tunable) ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** The ontology's own values. */
export function shippedSettings(tunables: readonly Tunable[]): Settings {
  return Object.fromEntries(tunables.map(({ name, value }) => [name, rounded(value)]));
}

/** Settings drawn over the declared ranges, the same for the same seed. */
export function randomSettings(
  tunables: readonly Tunable[],
  count: number,
  seed: number,
): readonly Settings[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () =>
    Object.fromEntries(tunables.map((tunable) => [tunable.name, valueAt(tunable, random())])),
  );
}

/** How far a coordinate is moved, as shares of its range. */
const moves = [-0.4, -0.2, -0.1, -0.05, 0.05, 0.1, 0.2, 0.4];

function moved(tunable: Tunable, settings: Settings): readonly Settings[] {
  const share = shareOf(tunable, settings[tunable.name] ?? tunable.value);
  const shares = [...new Set(moves.map((by) => Math.min(1, Math.max(0, share + by))))];
  return shares.map((to) => ({ ...settings, [tunable.name]: valueAt(tunable, to) }));
}

/** A search must better the objective by this much to move, so that it does not run after single events. */
const leastGain = 1e-4;

/**
 * Settings that no move of a single parameter betters, from the best of `starts` on, in at most `rounds` rounds over all
 * parameters.
 */
export function bestSettings(
  tunables: readonly Tunable[],
  starts: readonly Settings[],
  objective: (settings: Settings) => number,
  rounds: number,
): Settings {
  let best = starts[0] ?? shippedSettings(tunables);
  let value = objective(best);
  const offer = (settings: Settings): void => {
    const next = objective(settings);
    if (next <= value + leastGain) return;
    best = settings;
    value = next;
  };
  for (const settings of starts) offer(settings);
  for (let round = 0; round < rounds; round += 1) {
    const before = value;
    for (const tunable of tunables) for (const settings of moved(tunable, best)) offer(settings);
    if (value <= before) break;
  }
  return best;
}
