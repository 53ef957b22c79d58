/** Rates that the bar offers. */
export const rates = [0.25, 0.5, 1, 1.5, 2] as const;

/** Signed speed of the shuttle: negative plays backwards, 0 stands still. */
export type Shuttle = number;

const steps = [1, 1.5, 2] as const;

/** The next speed after pressing J (-1) or L (+1): from rest or from the other direction at 1, then 1.5, then 2. */
export function shuttleOn(speed: Shuttle, direction: 1 | -1): Shuttle {
  if (Math.sign(speed) !== direction) return direction;
  const faster = steps.find((step) => step > Math.abs(speed));
  return direction * (faster ?? 2);
}
