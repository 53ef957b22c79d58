import type { Inspection } from '#contract/rpc/sources';
import type { ReadChoices } from './draft.ts';

export type GroundUnit = NonNullable<Inspection['groundUnit']>;

/** The unit of the ground by what was chosen, else by what was guessed. */
export function groundUnitOf(
  {
    metresPerUnit,
    groundWidthM,
    groundHeightM,
  }: Pick<ReadChoices, 'metresPerUnit' | 'groundWidthM' | 'groundHeightM'>,
  guessed: GroundUnit | undefined,
): GroundUnit {
  if (groundWidthM !== undefined || groundHeightM !== undefined) return 'share';
  if (metresPerUnit === undefined) return guessed ?? 'm';
  if (metresPerUnit === 1) return 'm';
  return metresPerUnit === 0.01 ? 'cm' : 'unit';
}
