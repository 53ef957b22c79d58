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

/** Both axes at the same frames. */
struct Plane {
  Axis x, y;
};

/** Sum and difference of the samples `k` frames after and before four frames, relative to these. */
struct Around {
  f32x4 sum, difference;
  Around(const float* at, int k, f32x4 middle) {
    const f32x4 later = load(at + k) - middle;
    const f32x4 earlier = load(at - k) - middle;
    sum = later + earlier;
    difference = later - earlier;
  }
};

/**
 * The full window around four frames from `frame` on: even derivatives from the sums, odd ones from the differences of the
 * samples around the middle one, all relative to it, so that a place far from the origin costs no precision.
 */
inline Plane fullWindow(const float* x, const float* y, int frame, const float* weights, int half, bool third) {
  const f32x4 zero = splat(0.f);
  const f32x4 middleX = load(x + frame);
  const f32x4 middleY = load(y + frame);
  Plane plane = {{zero, zero, zero, zero}, {zero, zero, zero, zero}};
  const float* tap = weights + 4 * half;
  for (int k = 1; k <= half; k++) {
    tap += 4;
    const Around aroundX(x + frame, k, middleX);
    const Around aroundY(y + frame, k, middleY);
    const f32x4 value = splatFrom(tap);
    plane.x.value += value * aroundX.sum;
    plane.y.value += value * aroundY.sum;
    const f32x4 first = splatFrom(tap + 1);
    plane.x.first += first * aroundX.difference;
    plane.y.first += first * aroundY.difference;
    const f32x4 second = splatFrom(tap + 2);
    plane.x.second += second * aroundX.sum;
    plane.y.second += second * aroundY.sum;
    const f32x4 thirdWeight = splatFrom(tap + 3);
    plane.x.third += thirdWeight * aroundX.difference;
    plane.y.third += thirdWeight * aroundY.difference;
  }
  plane.x.value += middleX;
  plane.y.value += middleY;
  if (!third) plane.x.third = plane.y.third = splat(quietNan);
  return plane;
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
