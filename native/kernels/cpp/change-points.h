#pragma once
#include "simd.h"

/**
 * The state of one search between two portions, kept by the caller. See the twin for the method: costs are less the sum of
 * squares so far, and a start that is beaten at sample t stays until t may itself begin a segment.
 */
struct Search {
  /** Samples seen, starts that are tried, starts that are too young to be. */
  int count, tried, waiting;
};

/** Starts as columns of `room` entries: sample, cost, sample at which it was beaten, and one sum a channel. */
struct Starts {
  double* columns;
  int room;
  double* sample() const { return columns; }
  double* cost() const { return columns + room; }
  double* beaten() const { return columns + 2 * room; }
  double* sum(int channel) const { return columns + (3 + channel) * room; }
};

struct SearchOptions {
  double penalty;
  int minLength;
  int channels;
};

/** The costs of two starts from `k` on, when the last segment ends before `sample`. */
inline f64x2 costsAt(const Starts& starts, int k, int channels, const double* sums, double sample) {
  const f64x2 first = splat(sums[0]) - load(starts.sum(0) + k);
  f64x2 square = first * first;
  for (int c = 1; c < channels; c++) {
    const f64x2 sum = splat(sums[c]) - load(starts.sum(c) + k);
    square += sum * sum;
  }
  return load(starts.cost() + k) - square / (splat(sample) - load(starts.sample() + k));
}

/** The cost of every tried start into `costs`, which has one entry to spare; the least of them. */
inline double tryStarts(const Starts& starts, int tried, int channels, const double* sums, double sample, double* costs) {
  f64x2 least = splat(__builtin_inf());
  for (int k = 0; k < tried; k += 2) {
    f64x2 here = costsAt(starts, k, channels, sums, sample);
    // The start behind the last one is too young to count.
    if (k + 1 == tried) here[1] = __builtin_inf();
    store(costs + k, here);
    least = (f64x2)wasm_f64x2_pmin((v128_t)least, (v128_t)here);
  }
  return least[0] < least[1] ? least[0] : least[1];
}

/** Drops the starts that are no longer needed; how many are left. Starts that wait move down behind them. */
inline int dropBeaten(const Starts& starts, const Search& search, int channels, const double* costs, double cost, double keepAfter) {
  int kept = 0;
  const int all = search.tried + search.waiting;
  double* beaten = starts.beaten();
  for (int k = 0; k < all; k++) {
    if (k < search.tried) {
      if (costs[k] >= cost && beaten[k] > search.count) beaten[k] = search.count;
      if (beaten[k] <= keepAfter) continue;
    }
    if (kept != k)
      for (int column = 0; column < 3 + channels; column++)
        starts.columns[column * starts.room + kept] = starts.columns[column * starts.room + k];
    kept++;
  }
  return kept - search.waiting;
}

inline int firstEqual(const double* values, double wanted) {
  int k = 0;
  while (values[k] != wanted) k++;
  return k;
}

inline void pushStart(const Starts& starts, Search& search, int channels, const double* sums, double cost) {
  const int at = search.tried + search.waiting++;
  starts.sample()[at] = search.count;
  starts.cost()[at] = cost;
  starts.beaten()[at] = __builtin_inf();
  for (int c = 0; c < channels; c++) starts.sum(c)[at] = sums[c];
}

/**
 * Takes `count` samples of every channel, channel after channel with `stride` between them, less `firsts`. The last segment's
 * start for each goes to `lastStart`. `starts` has room for `count` more and one to spare.
 */
inline void pushSamples(const SearchOptions& options, Search& search, const Starts& starts, const float* values, int stride,
                        int count, const double* firsts, double* sums, double* costs, int32_t* lastStart) {
  const int channels = options.channels;
  for (int row = 0; row < count; row++) {
    for (int c = 0; c < channels; c++) sums[c] += values[c * stride + row] - firsts[c];
    search.count++;
    lastStart[row] = 0;
    if (search.count < options.minLength) continue;
    while (search.waiting > 0 && starts.sample()[search.tried] <= search.count - options.minLength) {
      search.tried++;
      search.waiting--;
    }
    const double least = tryStarts(starts, search.tried, channels, sums, search.count, costs);
    const double cost = least + options.penalty;
    lastStart[row] = int32_t(starts.sample()[firstEqual(costs, least)]);
    search.tried = dropBeaten(starts, search, channels, costs, cost, search.count + 1 - options.minLength);
    pushStart(starts, search, channels, sums, cost);
  }
}
