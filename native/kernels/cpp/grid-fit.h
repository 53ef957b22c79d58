#pragma once
#include "motion.h"
#include "polynomial.h"

/** The fit on a steady grid, where the weights of a window depend only on which of its frames hold a sample. */
struct GridFit {
  double perS;
  int half;
  int gap;
  int degree;
  int minSamples;
  bool operator==(const GridFit&) const = default;
  int taps() const { return 2 * half + 1; }
};

/** How much a window can give. */
enum State : uint8_t { missing, quadratic, cubic };

struct Window {
  State state;
  /** Four weights a tap, 0 where the tap holds no sample. */
  const float* weights;
};

/** Room that the caller lends: `16 * taps` numbers in double precision, `4 * taps` weights of the full window, one window more. */
struct FitRoom {
  double* scratch;
  float* full;
  float* loose;
};

constexpr int widestMask = 63;
constexpr int slotCount = 2048;
constexpr int directTaps = 11;

/** Weights by mask, written where they were not found; every entry follows from the fit and its mask alone. */
struct MaskCache {
  GridFit fit;
  uint64_t mask[slotCount];
  State state[slotCount];
  float weights[slotCount * widestMask * 4];
};
static MaskCache cache;

inline State stateOf(const GridFit& fit, int samples) {
  if (samples < fit.minSamples) return missing;
  return fit.degree == 3 && samples >= 6 ? cubic : quadratic;
}

/** The weights of the window in which exactly the taps that `holds` says hold a sample. */
template <class Holds>
State windowWeights(const GridFit& fit, Holds holds, double* scratch, float* weights) {
  const int taps = fit.taps();
  double* times = scratch;
  int count = 0;
  for (int tap = 0; tap < taps; tap++)
    if (holds(tap)) times[count++] = double(tap - fit.half) / fit.half;
  const State state = stateOf(fit, count);
  if (state == missing) return missing;
  double* found = scratch + taps;
  localWeights(times, count, state == cubic ? 3 : 2, fit.perS, found + 4 * taps, found);
  int sample = 0;
  for (int tap = 0; tap < taps; tap++) {
    const bool held = holds(tap);
    for (int m = 0; m < 4; m++) weights[4 * tap + m] = held ? float(found[4 * sample + m]) : 0.f;
    sample += held;
  }
  return state;
}

inline void openCache(const GridFit& fit) {
  if (cache.fit == fit) return;
  cache.fit = fit;
  for (int slot = 0; slot < slotCount; slot++) {
    cache.mask[slot] = 0;
    cache.state[slot] = missing;
  }
}

inline Window maskedWindow(const GridFit& fit, uint64_t mask, double* scratch) {
  const int taps = fit.taps();
  const uint32_t slot = taps <= directTaps ? uint32_t(mask) : uint32_t((mask * 0x9E3779B97F4A7C15ull) >> 53);
  float* weights = cache.weights + slot * (4 * taps);
  if (cache.mask[slot] != mask) {
    cache.mask[slot] = mask;
    cache.state[slot] = windowWeights(fit, [=](int tap) { return mask >> tap & 1; }, scratch, weights);
  }
  return {cache.state[slot], weights};
}
