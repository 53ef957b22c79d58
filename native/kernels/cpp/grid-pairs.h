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

/** What the points near one sorted point are held against. */
struct Middle {
  int a;
  f32x4 x, y, square;
};

/** Appends those of four sorted points from `b` on that lie before `end` and near the middle one. */
inline int appendFour(const Cells& cells, const Middle& middle, int b, int end, const PairRoom& out, int count) {
  const f32x4 dx = load(cells.x + b) - middle.x;
  const f32x4 dy = load(cells.y + b) - middle.y;
  const v128_t indices = wasm_i32x4_add(wasm_i32x4_splat(b), wasm_i32x4_const(0, 1, 2, 3));
  const i32x4 before = (i32x4)wasm_i32x4_lt(indices, wasm_i32x4_splat(end));
  const uint32_t set = bitsOf((dx * dx + dy * dy <= middle.square) & before);
  store(out.i + count, splat(middle.a));
  store(out.j + count, (i32x4)wasm_i8x16_swizzle(indices, wasm_v128_load(packing.bytes[set])));
  return count + __builtin_popcount(set);
}

inline int appendNear(const Cells& cells, const Middle& middle, Stretch stretch, const PairRoom& out, int count) {
  int b = stretch.from;
  do {
    count = appendFour(cells, middle, b, stretch.to, out, count);
    count = appendFour(cells, middle, b + 4, stretch.to, out, count);
    b += 8;
  } while (b < stretch.to);
  return count;
}

/** Four values of each of four pairs. */
struct Differences {
  f32x4 x, y, vx, vy;
};

/** From the point with the smaller index to the other one. */
inline Differences differencesOf(const Cells& cells, const int32_t* a, const int32_t* b, v128_t turned) {
  const auto apart = [&](int k) {
    return (v128_t)(load(cells.motion + 4 * b[k]) - load(cells.motion + 4 * a[k]));
  };
  const v128_t p = apart(0), q = apart(1), r = apart(2), s = apart(3);
  const v128_t pq = wasm_i32x4_shuffle(p, q, 0, 4, 1, 5);
  const v128_t rs = wasm_i32x4_shuffle(r, s, 0, 4, 1, 5);
  const v128_t pqLater = wasm_i32x4_shuffle(p, q, 2, 6, 3, 7);
  const v128_t rsLater = wasm_i32x4_shuffle(r, s, 2, 6, 3, 7);
  const v128_t sign = wasm_i32x4_shl(turned, 31);
  const auto from = [&](v128_t value) { return (f32x4)wasm_v128_xor(value, sign); };
  return {from(wasm_i64x2_shuffle(pq, rs, 0, 2)), from(wasm_i64x2_shuffle(pq, rs, 1, 3)),
          from(wasm_i64x2_shuffle(pqLater, rsLater, 0, 2)), from(wasm_i64x2_shuffle(pqLater, rsLater, 1, 3))};
}

inline i32x4 idsOf(const Cells& cells, const int32_t* sorted) {
  return i32x4{cells.id[sorted[0]], cells.id[sorted[1]], cells.id[sorted[2]], cells.id[sorted[3]]};
}

/** Turns the sorted indices of the pairs `[from, to)` into what the caller asked for; the indices it sees count from `firstIndex`. */
inline void writePairs(const Cells& sorted, const PairRoom& room, int from, int to, int firstIndex) {
  const Cells cells = sorted;
  const PairRoom out = room;
  // The last four may reach beyond the pairs: whatever lies there must be an index.
  store(out.i + to, splat(0));
  store(out.j + to, splat(0));
  const i32x4 first = splat(firstIndex);
  for (int k = from; k < to; k += 4) {
    const v128_t i = (v128_t)idsOf(cells, out.i + k);
    const v128_t j = (v128_t)idsOf(cells, out.j + k);
    const Differences d = differencesOf(cells, out.i + k, out.j + k, wasm_i32x4_lt(j, i));
    const f32x4 distance = lengthOf(d.x, d.y);
    store(out.i + k, (i32x4)wasm_i32x4_min(i, j) + first);
    store(out.j + k, (i32x4)wasm_i32x4_max(i, j) + first);
    store(out.distance + k, distance);
    store(out.bearing + k, angle(d.y, d.x));
    store(out.approach + k, canonical(approachSpeed(d.x, d.y, d.vx, d.vy, distance)));
  }
}

/** Appends the pairs of one frame's sorted points, whose indices count from `firstIndex`; -1 where they do not fit. */
inline int framePairs(const Cells& sorted, float radius, int firstIndex, const PairRoom& room, int before) {
  const Cells cells = sorted;
  const PairRoom out = room;
  const f32x4 square = splat(radius * radius);
  int count = before;
  for (int a = 0; a < cells.count; a++) {
    if (count + cells.count > out.room) return -1;
    const int rightEnd = threeCells(cells, cells.cell[a], 0).to;
    const Middle middle = {a, splatFrom(cells.x + a), splatFrom(cells.y + a), square};
    count = appendNear(cells, middle, {a + 1, rightEnd}, out, count);
    count = appendNear(cells, middle, threeCells(cells, cells.cell[a], 1), out, count);
  }
  writePairs(sorted, room, before, count, firstIndex);
  return count;
}
