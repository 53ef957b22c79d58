#pragma once
#include "simd.h"

/** Derivatives at time 0 of one basis polynomial: value, first, second, third. */
struct AtZero {
  double d[4];
};

/**
 * What each sample adds to the value and the first three derivatives per second, at time 0, of the polynomial of a degree up
 * to 3 that fits best: four weights a sample. The basis follows the recurrence of Forsythe (1957). `times` are in units of
 * `1 / perS` seconds; `scratch` holds `2 * count` numbers.
 */
inline void localWeights(const double* times, int count, int degree, double perS, double* scratch, double* weights) {
  const double unit[4] = {1, perS, perS * perS, perS * perS * perS};
  double* p = scratch;
  double* before = scratch + count;
  AtZero zero = {{1, 0, 0, 0}};
  AtZero zeroBefore = {{0, 0, 0, 0}};
  double squareBefore = 1;
  for (int i = 0; i < count; i++) {
    p[i] = 1;
    before[i] = 0;
  }
  for (int i = 0; i < 4 * count; i++) weights[i] = 0;
  for (int k = 0;; k++) {
    double square = 0;
    double moment = 0;
    for (int i = 0; i < count; i++) {
      square += p[i] * p[i];
      moment += times[i] * (p[i] * p[i]);
    }
    for (int i = 0; i < count; i++)
      for (int m = 0; m < 4; m++) weights[4 * i + m] += p[i] / square * zero.d[m] * unit[m];
    if (k == degree) return;
    const double alpha = moment / square;
    const double beta = k == 0 ? 0 : square / squareBefore;
    for (int i = 0; i < count; i++) {
      const double next = (times[i] - alpha) * p[i] - beta * before[i];
      before[i] = p[i];
      p[i] = next;
    }
    AtZero next;
    for (int m = 0; m < 4; m++)
      next.d[m] = (m == 0 ? 0 : m * zero.d[m - 1]) - alpha * zero.d[m] - beta * zeroBefore.d[m];
    zeroBefore = zero;
    zero = next;
    squareBefore = square;
  }
}
