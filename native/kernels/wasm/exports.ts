/** An address in the module's own memory; 0 where there is nothing. */
export type Address = number;

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What `cpp/kernels.cc` exports. */
export interface KernelExports {
  readonly memory: Memory;
  readonly __heap_base: { readonly value: Address };
  gridFitBytes(half: number, length: number): number;
  kinematicsOnGrid(...args: readonly number[]): void;
  fitOnGrid(...args: readonly number[]): void;
  kinematicsAtTimes(...args: readonly number[]): void;
  fitAtTimes(...args: readonly number[]): void;
  pairMotion(...args: readonly number[]): void;
  nearDense(...args: readonly number[]): number;
  nearGridBytes(pieces: number, partners: number): number;
  nearGrid(...args: readonly number[]): number;
  cellsBytes(points: number): number;
  gridPairs(...args: readonly number[]): void;
  zoneBytes(corners: number, zones: number): number;
  zoneMask(...args: readonly number[]): void;
  polygonDistance(...args: readonly number[]): void;
  polylineSide(...args: readonly number[]): void;
  pushSamples(...args: readonly number[]): void;
  resample(...args: readonly number[]): void;
}
