/** Derivatives of a polynomial at one time: value, first, second, third. */
export type Derivatives = readonly [number, number, number, number];

interface Polynomial {
  /** At each sample. */
  readonly at: readonly number[];
  readonly squaredLength: number;
  /** At time 0. */
  readonly derivatives: Derivatives;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function orthogonal(at: readonly number[], derivatives: Derivatives): Polynomial {
  return { at, squaredLength: dot(at, at), derivatives };
}

/** The next one by the recurrence of Forsythe (1957): `(t - alpha) p - beta before`, and its derivatives at 0. */
function next(times: readonly number[], p: Polynomial, before: Polynomial | undefined): Polynomial {
  const timesP = p.at.map((value, i) => value * (times[i] ?? 0));
  const alpha = dot(timesP, p.at) / p.squaredLength;
  const beta = before === undefined ? 0 : p.squaredLength / before.squaredLength;
  const [p0, p1, p2, p3] = p.derivatives;
  const [b0, b1, b2, b3] = before?.derivatives ?? [0, 0, 0, 0];
  return orthogonal(
    timesP.map((value, i) => value - alpha * (p.at[i] ?? 0) - beta * (before?.at[i] ?? 0)),
    [
      -alpha * p0 - beta * b0,
      p0 - alpha * p1 - beta * b1,
      2 * p1 - alpha * p2 - beta * b2,
      3 * p2 - alpha * p3 - beta * b3,
    ],
  );
}

/** Orthogonal polynomials over the sample times, of degree 0 up to `degree`. */
export function orthogonalBasis(times: readonly number[], degree: number): readonly Polynomial[] {
  let before: Polynomial | undefined;
  let last = orthogonal(
    times.map(() => 1),
    [1, 0, 0, 0],
  );
  const basis = [last];
  while (basis.length <= degree) {
    const following = next(times, last, before);
    before = last;
    last = following;
    basis.push(last);
  }
  return basis;
}

/** Derivatives at time 0 of the polynomial that fits the values best, by least squares. */
export function fittedDerivatives(basis: readonly Polynomial[], values: readonly number[]): Derivatives {
  let [value, first, second, third] = [0, 0, 0, 0];
  for (const { at, squaredLength, derivatives } of basis) {
    const weight = dot(at, values) / squaredLength;
    value += weight * derivatives[0];
    first += weight * derivatives[1];
    second += weight * derivatives[2];
    third += weight * derivatives[3];
  }
  return [value, first, second, third];
}
