/** A short name for each track of a viewing: A, B ... Z, then AA, AB ... */
export function letterOf(position: number): string {
  const last = String.fromCharCode(65 + (position % 26));
  return position < 26 ? last : letterOf(Math.floor(position / 26) - 1) + last;
}

/** Letters by track id: the given order, each track once. */
export function giveLetters(trackIds: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...new Set(trackIds)].map((trackId, position) => [trackId, letterOf(position)]));
}
