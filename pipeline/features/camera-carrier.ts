import { carrierShare } from '#contract/features/constants';
import type { FeatureSource } from './feature-source.ts';
import { at } from './numbers.ts';
import { rowsOf } from './table-rows.ts';

/** Whether a track stands for what carries the camera: its box is the whole picture, or it has none. */
export function isCarrier({ table, heightsPx, picture }: FeatureSource, track: number): boolean {
  const heightPx = at(heightsPx, track);
  if (Number.isNaN(heightPx)) return true;
  const [first] = rowsOf(table, track);
  return (
    heightPx >= carrierShare * picture.heightPx && at(table.wPx, first) >= carrierShare * picture.widthPx
  );
}
