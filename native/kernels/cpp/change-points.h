#pragma once
#include "simd.h"

/**
 * The state of one search between two portions, kept by the caller. See the twin for the method: costs are less the sum of
 * squares so far, and a start that was found beaten is dropped at the next look, `minLength - 1` samples later.
 */
struct Search {
  /** Samples seen, starts that are tried, starts that are too young to be. */
  int count, tried, waiting;
};

/** Starts as columns of `room` entries: sample, cost, whether it is beaten (1 or 0), and one sum a channel. */
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

/** The costs of two starts from `k` on, when the last segment ends before `sample`; `Channels` is 0 where it is not known early. */
template <int Channels>
f64x2 costsAt(const Starts& starts, int k, int channels, const double* sums, f64x2 sample) {
  const f64x2 first = splat(sums[0]) - load(starts.sum(0) + k);
  f64x2 square = first * first;
  for (int c = 1; c < (Channels == 0 ? channels : Channels); c++) {
    const f64x2 sum = splat(sums[c]) - load(starts.sum(c) + k);
    square += sum * sum;
  }
  return load(starts.cost() + k) - square / (sample - load(starts.sample() + k));
}

/** The cost of every tried start into `costs`, which has one entry to spare; the least of them. */
template <int Channels>
double tryStarts(const Starts& starts, int tried, int channels, const double* sums, double sample, double* costs) {
  const f64x2 at = splat(sample);
  f64x2 least = splat(__builtin_inf());
  int k = 0;
  for (; k + 1 < tried; k += 2) {
    const f64x2 here = costsAt<Channels>(starts, k, channels, sums, at);
    store(costs + k, here);
    least = (f64x2)wasm_f64x2_pmin((v128_t)least, (v128_t)here);
  }
  double best = least[0] < least[1] ? least[0] : least[1];
  if (k < tried) {
    // The start behind the last one is too young to count.
    costs[k] = costsAt<Channels>(starts, k, channels, sums, at)[0];
    best = costs[k] < best ? costs[k] : best;
  }
  return best;
}

inline int firstEqual(const double* values, double wanted) {
  const v128_t both = wasm_f64x2_splat(wanted);
  int k = 0;
  while (!wasm_v128_any_true(wasm_f64x2_eq(wasm_v128_load(values + k), both))) k += 2;
  return values[k] == wanted ? k : k + 1;
}

/** Drops the starts that were beaten at the last look and marks the ones that are now; those that wait move down behind them. */
inline void look(const Starts& starts, Search& search, int channels, const double* costs, double cost) {
  double* beaten = starts.beaten();
  const int all = search.tried + search.waiting;
  int kept = 0;
  for (int k = 0; k < all; k++) {
    const bool drop = beaten[k] != 0;
    const double now = k < search.tried && costs[k] >= cost ? 1 : 0;
    starts.sample()[kept] = starts.sample()[k];
    starts.cost()[kept] = starts.cost()[k];
    for (int c = 0; c < channels; c++) starts.sum(c)[kept] = starts.sum(c)[k];
    beaten[kept] = now;
    kept += !drop;
  }
  search.tried = kept - search.waiting;
}

inline void pushStart(const Starts& starts, Search& search, int channels, const double* sums, double cost) {
  const int at = search.tried + search.waiting++;
  starts.sample()[at] = search.count;
  starts.cost()[at] = cost;
  starts.beaten()[at] = 0;
  for (int c = 0; c < channels; c++) starts.sum(c)[at] = sums[c];
}

/** Samples of every channel, channel after channel with `stride` between them, and what each channel is taken less. */
struct Portion {
  const float* values;
  int stride, count;
  const double* firsts;
};

/** Takes a portion; the last segment's start for each sample goes to `lastStart`. `starts` has room for `count` more and one to spare. */
template <int Channels>
void pushSamples(const SearchOptions& options, Search& search, const Starts& starts, const Portion& portion, double* sums,
                 double* costs, int32_t* lastStart) {
  const int channels = Channels == 0 ? options.channels : Channels;
  for (int row = 0; row < portion.count; row++) {
    for (int c = 0; c < channels; c++) sums[c] += portion.values[c * portion.stride + row] - portion.firsts[c];
    search.count++;
    lastStart[row] = 0;
    if (search.count < options.minLength) continue;
    while (search.waiting > 0 && starts.sample()[search.tried] <= search.count - options.minLength) {
      search.tried++;
      search.waiting--;
    }
    const double least = tryStarts<Channels>(starts, search.tried, channels, sums, search.count, costs);
    const double cost = least + options.penalty;
    lastStart[row] = int32_t(starts.sample()[firstEqual(costs, least)]);
    if (search.count % (options.minLength - 1) == 0) look(starts, search, channels, costs, cost);
    pushStart(starts, search, channels, sums, cost);
  }
}
