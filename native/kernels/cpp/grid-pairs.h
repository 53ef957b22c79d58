#pragma once
#include "cells.h"
#include "pair-motion.h"

/** Room for pairs; every column has four entries to spare. */
struct PairRoom {
  int32_t *i, *j;
  float *distance, *bearing, *approach;
  int room;
};

/** For each set of lanes, the bytes that move its lanes to the front. */
struct Packing {
  alignas(16) uint8_t bytes[16][16];
  constexpr Packing() : bytes() {
    for (int set = 0; set < 16; set++) {
      int to = 0;
      for (int lane = 0; lane < 4; lane++)
        if (set >> lane & 1)
          for (int byte = 0; byte < 4; byte++) bytes[set][to++] = uint8_t(4 * lane + byte);
    }
  }
};
static constexpr Packing packing;

inline v128_t packed(v128_t lanes, uint32_t set) {
  return wasm_i8x16_swizzle(lanes, wasm_v128_load(packing.bytes[set]));
}

/** Differences of near pairs on their way to the columns; lanes that hold no pair are overwritten by the next ones. */
struct Differences {
  float *dx, *dy, *dvx, *dvy;
};

/** Appends the points of a stretch that are near sorted point `a`; how many pairs there are then. */
inline int appendNear(const Cells& cells, int a, Stretch stretch, f32x4 square, const PairRoom& out, const Differences& apart, int count) {
  const f32x4 x = splat(cells.x[a]);
  const f32x4 y = splat(cells.y[a]);
  const i32x4 id = splat(cells.id[a]);
  for (int b = stretch.from; b < stretch.to; b += 4) {
    const f32x4 dx = load(cells.x + b) - x;
    const f32x4 dy = load(cells.y + b) - y;
    uint32_t set = bitsOf(dx * dx + dy * dy <= square);
    if (stretch.to - b < 4) set &= (1u << (stretch.to - b)) - 1;
    if (set == 0) continue;
    const i32x4 other = (i32x4)wasm_v128_load(cells.id + b);
    // From the smaller index to the larger one.
    const i32x4 sign = (other < id) & splat(int32_t(0x80000000));
    const auto turned = [&](f32x4 value) { return packed(wasm_v128_xor((v128_t)value, (v128_t)sign), set); };
    wasm_v128_store(out.i + count, packed(wasm_i32x4_min((v128_t)id, (v128_t)other), set));
    wasm_v128_store(out.j + count, packed(wasm_i32x4_max((v128_t)id, (v128_t)other), set));
    wasm_v128_store(apart.dx + count, turned(dx));
    wasm_v128_store(apart.dy + count, turned(dy));
    wasm_v128_store(apart.dvx + count, turned(load(cells.vx + b) - splat(cells.vx[a])));
    wasm_v128_store(apart.dvy + count, turned(load(cells.vy + b) - splat(cells.vy[a])));
    count += __builtin_popcount(set);
  }
  return count;
}

/** Upper bound of the pairs of the sorted points. */
inline int mostPairs(const Cells& cells) {
  int most = 0;
  for (int row = 0; row < cells.up; row++)
    for (int column = 0; column < cells.across; column++) {
      const Stretch own = cellsOfRow(cells, row, column, column);
      const Stretch right = cellsOfRow(cells, row, column, column + 1);
      const Stretch above = cellsOfRow(cells, row + 1, column - 1, column + 1);
      most += (own.to - own.from) * (right.to - right.from + above.to - above.from);
    }
  return most;
}

/** Appends the pairs of one frame's sorted points, indices less `firstIndex`; how many there are then. */
inline int framePairs(const Cells& cells, float radius, int firstIndex, const PairRoom& out, const Differences& apart, int count) {
  const f32x4 square = splat(radius * radius);
  const int before = count;
  for (int row = 0; row < cells.up; row++)
    for (int column = 0; column < cells.across; column++) {
      const Stretch own = cellsOfRow(cells, row, column, column);
      const int rightEnd = cellsOfRow(cells, row, column, column + 1).to;
      const Stretch above = cellsOfRow(cells, row + 1, column - 1, column + 1);
      for (int a = own.from; a < own.to; a++) {
        count = appendNear(cells, a, {a + 1, rightEnd}, square, out, apart, count);
        count = appendNear(cells, a, above, square, out, apart, count);
      }
    }
  for (int k = before; k < count; k += 4) {
    const f32x4 dx = load(apart.dx + k);
    const f32x4 dy = load(apart.dy + k);
    const f32x4 distance = lengthOf(dx, dy);
    store(out.distance + k, distance);
    store(out.bearing + k, angle(dy, dx));
    store(out.approach + k, canonical(approachSpeed(dx, dy, load(apart.dvx + k), load(apart.dvy + k), distance)));
    const i32x4 first = splat(firstIndex);
    store(out.i + k, (i32x4)wasm_v128_load(out.i + k) + first);
    store(out.j + k, (i32x4)wasm_v128_load(out.j + k) + first);
  }
  return count;
}
