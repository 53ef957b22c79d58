#pragma once
#include "cells.h"
#include "pair-motion.h"

/** The part of one track that lies in a block: frames `[first, end)` of the block, columns from `first` on. */
struct Piece {
  int32_t track;
  const float *x, *y, *vx, *vy;
  int32_t first, end;
};

/** What counts as near: within a radius, and where `approaches`, with the distance shrinking faster than `above` per second. */
struct Nearness {
  float square;
  bool approaches;
  float above;
};

inline i32x4 approachesFaster(f32x4 dx, f32x4 dy, f32x4 dvx, f32x4 dvy, float above) {
  return approachSpeed(dx, dy, dvx, dvy, lengthOf(dx, dy)) > splat(above);
}

/** Pieces in the order of their tracks, over `frames` frames from `firstFrame` on. */
struct NearBlock {
  const Piece* pieces;
  int count, frames, firstFrame;
  Nearness nearness;
};

/** Runs as quadruples a, b, startFrame, endFrame; `full` once one did not fit. */
struct Runs {
  int32_t* quadruples;
  int room;
  int count;
  bool full;

  void add(int a, int b, int start, int end) {
    if (count == room) {
      full = true;
      return;
    }
    int32_t* to = quadruples + 4 * count++;
    to[0] = a;
    to[1] = b;
    to[2] = start;
    to[3] = end;
  }
};
