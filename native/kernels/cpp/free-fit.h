#pragma once
#include "grid-rows.h"

/** The fit at real times, for frames that lie on no steady grid. Spans are in microseconds. */
struct FreeFit {
  double halfWindow;
  double maxGap;
  int degree;
  int minSamples;
};

/** The samples of one track: frames that hold none are left out. `x` and `y` are positions, `time` is in microseconds. */
struct Samples {
  const double* time;
  const float* x;
  const float* y;
  int count;
};

/** Both axes at one frame. */
struct Both {
  f32x4 x, y;
};

/** Range of samples that a frame's window holds, and the first one that is not before it. */
struct Reach {
  int start = 0;
  int next = 0;
  int end = 0;

  void moveTo(const Samples& samples, double time, double half) {
    while (start < samples.count && samples.time[start] < time - half) start++;
    while (next < samples.count && samples.time[next] < time) next++;
    while (end < samples.count && samples.time[end] <= time + half) end++;
  }
};

inline bool inGap(const Samples& samples, int next, double time, double maxGap) {
  if (next < samples.count && samples.time[next] == time) return false;
  return next == 0 || next == samples.count || samples.time[next] - samples.time[next - 1] > maxGap;
}

/** Sums in double precision; `scratch` holds seven numbers a sample of the window. */
inline Both fitWindow(const FreeFit& fit, const Samples& samples, const Reach& reach, double time, double* scratch) {
  const int count = reach.end - reach.start;
  const bool isCubic = fit.degree == 3 && count >= 6;
  double* times = scratch;
  double* weights = scratch + count;
  for (int i = 0; i < count; i++) times[i] = (samples.time[reach.start + i] - time) / fit.halfWindow;
  localWeights(times, count, isCubic ? 3 : 2, 1e6 / fit.halfWindow, weights + 4 * count, weights);
  const bool onSample = reach.next < samples.count && samples.time[reach.next] == time;
  const int origin = onSample ? reach.next : reach.start;
  const double originX = samples.x[origin];
  const double originY = samples.y[origin];
  f64x2 sums[4] = {{originX, originY}, {0, 0}, {0, 0}, {0, 0}};
  for (int i = 0; i < count; i++) {
    const f64x2 value = {samples.x[reach.start + i] - originX, samples.y[reach.start + i] - originY};
    for (int m = 0; m < 4; m++) sums[m] += splat(weights[4 * i + m]) * value;
  }
  const float third = isCubic ? 0.f : quietNan;
  return {{float(sums[0][0]), float(sums[1][0]), float(sums[2][0]), float(sums[3][0]) + third},
          {float(sums[0][1]), float(sums[1][1]), float(sums[2][1]), float(sums[3][1]) + third}};
}

/** Fits at every one of the ascending times and hands four at a time to `write`, both axes and their place. */
template <class Write>
void fitTimes(const FreeFit& fit, const Samples& samples, const double* times, int count, double* scratch, Write write) {
  Reach reach;
  Derived x;
  Derived y;
  for (int i = 0; i < count; i++) {
    reach.moveTo(samples, times[i], fit.halfWindow);
    const bool known = reach.end - reach.start >= fit.minSamples && !inGap(samples, reach.next, times[i], fit.maxGap);
    const f32x4 none = splat(quietNan);
    const Both both = known ? fitWindow(fit, samples, reach, times[i], scratch) : Both{none, none};
    setDerived(x, i & 3, both.x);
    setDerived(y, i & 3, both.y);
    if ((i & 3) == 3 || i == count - 1) write(readDerived(x), readDerived(y), i & ~3);
  }
}
