#pragma once
#include "simd.h"

/**
 * Angle of (x, y) from the x axis in (-pi, pi], in radians, off by at most 4e-7; 0 where both are 0.
 * Odd minimax polynomial on [0, 1], unfolded by octants; x and y stay below 1e30.
 */
inline f32x4 angle(f32x4 y, f32x4 x) {
  const f32x4 ax = magnitude(x);
  const f32x4 ay = magnitude(y);
  // Too small to change any length above 1e-22, so that 0 / 0 is 0.
  const f32x4 a = smaller(ax, ay) / (larger(ax, ay) + splat(1e-30f));
  const f32x4 s = a * a;
  f32x4 r = splat(-0.00405456638f);
  r = r * s + splat(0.0218629558f);
  r = r * s + splat(-0.0559123233f);
  r = r * s + splat(0.0964219719f);
  r = r * s + splat(-0.139086291f);
  r = r * s + splat(0.199465662f);
  r = r * s + splat(-0.333298594f);
  r = r * s + splat(0.999999344f);
  r = r * a;
  r = select(ay > ax, splat(1.57079637f) - r, r);
  r = select(x < splat(0.f), splat(3.14159274f) - r, r);
  return select(y < splat(0.f), -r, r);
}
