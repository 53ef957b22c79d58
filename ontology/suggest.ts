type Rows = readonly (readonly number[])[];

function at(rows: Rows, i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}

function cell(rows: Rows, a: string, b: string, i: number, j: number): number {
  const replaced = at(rows, i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const least = Math.min(replaced, at(rows, i - 1, j) + 1, at(rows, i, j - 1) + 1);
  const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swaps ? Math.min(least, at(rows, i - 2, j - 2) + 1) : least;
}

/** Letters to add, drop, replace or swap with their neighbour. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) row.push(cell(rows, a, b, i, j));
  }
  return at(rows, a.length, b.length);
}

/** The known name nearest to a mistyped one (at most a third of it differs), or undefined. */
function nearestName(name: string, known: Iterable<string>): string | undefined {
  if (name.length > 64) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `did you mean "speed"?` where a known name is near, else the list of what there is, else undefined. */
export function suggestName(name: string, known: readonly string[]): string | undefined {
  const nearest = nearestName(name, known);
  if (nearest !== undefined) return `did you mean "${nearest}"?`;
  return known.length > 0 && known.length <= 8 ? `known: ${known.join(', ')}` : undefined;
}
