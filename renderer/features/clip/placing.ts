/** A rectangle on the canvas, in CSS pixels. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Square pixels that two areas share. */
export function sharedPx(a: Area, b: Area): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}

/** The area moved as little as lies inside `widthPx` by `heightPx`. */
export function keptInside(area: Area, widthPx: number, heightPx: number): Area {
  const within = (at: number, room: number): number => Math.max(0, Math.min(at, room));
  return {
    ...area,
    left: within(area.left, widthPx - area.width),
    top: within(area.top, heightPx - area.height),
  };
}

/** The option that covers least of what is taken; the earlier one where several cover as little. */
export function leastCovering(options: readonly [Area, ...Area[]], taken: readonly Area[]): Area {
  const [first, ...others] = options;
  const coveredPx = (area: Area): number => taken.reduce((total, other) => total + sharedPx(area, other), 0);
  return others.reduce((best, option) => (coveredPx(option) < coveredPx(best) ? option : best), first);
}

/** Places each area in turn, moved up in steps until it covers no earlier one; at most `mostSteps` up. */
export function liftedApart(areas: readonly Area[], stepPx: number, mostSteps: number): readonly Area[] {
  const placed: Area[] = [];
  for (const area of areas) {
    const steps = Array.from(
      { length: mostSteps },
      (_, i): Area => ({
        ...area,
        top: Math.max(0, area.top - (i + 1) * stepPx),
      }),
    );
    placed.push(leastCovering([area, ...steps], placed));
  }
  return placed;
}
