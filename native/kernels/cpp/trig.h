#pragma once
#include "simd.h"

/** An odd minimax polynomial of the arc tangent on [0, 1], highest power first; then half a turn, a quarter, and a trifle. */
static const float atanNumbers[] = {-0.00405456638f, 0.0218629558f, -0.0559123233f, 0.0964219719f, -0.139086291f,
                                    0.199465662f,    -0.333298594f, 0.999999344f,   3.14159274f,   1.57079637f, 1e-30f};

/**
 * Angle of (x, y) from the x axis in (-pi, pi], in radians, off by at most 4e-7; 0 where both are 0. The polynomial is unfolded
 * by octants. x and y stay below 1e30.
 */
inline f32x4 angle(f32x4 y, f32x4 x) {
  const float* numbers = inMemory(atanNumbers);
  const f32x4 zero = splat(0.f);
  const f32x4 ax = magnitude(x);
  const f32x4 ay = magnitude(y);
  // The trifle is too small to change any length above 1e-22; with it, 0 / 0 is 0.
  const f32x4 a = smaller(ax, ay) / (larger(ax, ay) + splatFrom(numbers + 10));
  const f32x4 s = a * a;
  // By pairs (Estrin), whose products do not wait for each other.
  const f32x4 s2 = s * s;
  const auto pair = [&](int term) { return splatFrom(numbers + term) * s + splatFrom(numbers + term + 1); };
  const f32x4 high = pair(0) * s2 + pair(2);
  const f32x4 low = pair(4) * s2 + pair(6);
  f32x4 r = high * (s2 * s2) + low;
  r = r * a;
  r = select(ay > ax, splatFrom(numbers + 9) - r, r);
  r = select(x < zero, splatFrom(numbers + 8) - r, r);
  return select(y < zero, zero - r, r);
}
