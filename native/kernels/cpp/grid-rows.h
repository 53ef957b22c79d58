#pragma once
#include "grid-fit.h"

/** One channel over a stretch of frames: its samples with 0 where a frame has none. */
struct Channel {
  const float* values;
};

/** Derivatives of frames that are not a full window each, frame by frame, to be read back four at a time. */
struct Derived {
  alignas(16) float value[4];
  alignas(16) float first[4];
  alignas(16) float second[4];
  alignas(16) float third[4];
};

inline Axis readDerived(const Derived& from) {
  return {load(from.value), load(from.first), load(from.second), load(from.third)};
}

inline void setDerived(Derived& to, int lane, f32x4 derivatives) {
  to.value[lane] = derivatives[0];
  to.first[lane] = derivatives[1];
  to.second[lane] = derivatives[2];
  to.third[lane] = derivatives[3];
}

/**
 * The full window around four frames from `at` on: even derivatives from the sums, odd ones from the differences of the samples
 * around the middle one, all relative to it, so that a place far from the origin costs no precision.
 */
inline Axis fullAxis(const float* at, const float* weights, int half, bool third) {
  const f32x4 middle = load(at);
  Axis axis = {splat(0.f), splat(0.f), splat(0.f), splat(0.f)};
  const float* tap = weights + 4 * half;
  for (int k = 1; k <= half; k++) {
    tap += 4;
    const f32x4 later = load(at + k) - middle;
    const f32x4 earlier = load(at - k) - middle;
    const f32x4 sum = later + earlier;
    const f32x4 difference = later - earlier;
    axis.value += splatFrom(tap) * sum;
    axis.first += splatFrom(tap + 1) * difference;
    axis.second += splatFrom(tap + 2) * sum;
    axis.third += splatFrom(tap + 3) * difference;
  }
  axis.value += middle;
  if (!third) axis.third = splat(quietNan);
  return axis;
}

/** Any other window, around one frame: all four derivatives at once, relative to `origin`. */
inline f32x4 maskedAxis(const float* firstTap, float origin, const Window& window, int taps) {
  const f32x4 from = splat(origin);
  f32x4 sum = splat(0.f);
  for (int tap = 0; tap < taps; tap++) sum += load(window.weights + 4 * tap) * (splatFrom(firstTap + tap) - from);
  sum[0] += origin;
  if (window.state == quadratic) sum[3] = quietNan;
  return sum;
}
