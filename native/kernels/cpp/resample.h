#pragma once
#include "simd.h"

/** See the port; `values` are frames `[first, first + count)`, all others are unknown. `known` may be null. */
inline void resample(const float* values, int first, int count, double start, double end, float* out, float* known, int steps) {
  const double stepLength = (end - start) / steps;
  for (int step = 0; step < steps; step++) {
    const double from = start + step * stepLength;
    const double to = start + (step + 1) * stepLength;
    const double last = to < first + count ? to : first + count;
    double sum = 0;
    double length = 0;
    for (int frame = from > first ? int(from) : first; frame < last; frame++) {
      const float value = values[frame - first];
      if (value != value) continue;
      const double share = (frame + 1 < to ? frame + 1 : to) - (frame > from ? frame : from);
      sum += value * share;
      length += share;
    }
    out[step] = length > 0 ? float(sum / length) : quietNan;
    if (known != nullptr) known[step] = float(length < to - from ? length / (to - from) : 1);
  }
}
