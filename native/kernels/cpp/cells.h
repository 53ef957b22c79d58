#pragma once
#include "box.h"

/*
 * Functions that store in a loop first copy the structs they were handed: a vector store may alias anything, so that the
 * addresses would be read again after each.
 */

/**
 * Points of one frame sorted into square cells no smaller than a radius, so that near ones lie in touching cells. The raster has
 * an empty border, and `start` counts as if a last cell held the points whose place is missing.
 */
struct Cells {
  /** Sorted by cell, row after row; `id` says which point it was, `cell` where it lies. Readable four entries beyond the end. */
  float *x, *y;
  int32_t *id, *cell;
  /** Four numbers a point: x, y, vx, vy. */
  float* motion;
  /** Points of cell c: `[start[c], start[c + 1])`. */
  int32_t* start;
  int32_t* cellOf;
  /** Cells of a row with the border, and points whose place is known. */
  int rowLength, count;
};

constexpr int longestRow = 2048;
/** A place beyond it counts as missing, so that no size of a raster overflows. */
constexpr float farthest = 1e18f;

/** At most this many cells with the border; `start` has room for four more. */
inline int cellLimit(int points) { return 4 * points + 256; }

/** Columns without the border: cell of x is `(x - left) * perLength`, one for the border later. */
struct Raster {
  float left, bottom, perLength;
  int across, up;
  int rowLength() const { return across + 2; }
  int cells() const { return (across + 2) * (up + 2); }
};

/** A raster over the box. Cells are a little larger than the radius, because rounding may shift a point by a part of one. */
inline Raster rasterOf(const Box& box, float radius, int points) {
  const float width = box.right - box.left;
  const float height = box.top - box.bottom;
  const float longer = width > height ? width : height;
  float side = radius * 1.001f;
  if (side * (longestRow - 2) < longer) side = longer / (longestRow - 2);
  if (!(side > 0)) side = 1;
  for (;; side *= 1.5f) {
    const Raster raster = {box.left, box.bottom, 1 / side, int(width / side) + 1, int(height / side) + 1};
    if (raster.across <= longestRow && raster.up <= longestRow && raster.cells() <= cellLimit(points)) return raster;
  }
}

/** Points of one frame; `vx` and `vy` may be null. Readable three entries beyond `count`. */
struct FramePoints {
  const float *x, *y, *vx, *vy;
  int count;
};

inline float within(float value, float low, float high) { return value < low ? low : value > high ? high : value; }

/** Box of the points that are not too far away; false where there are none. */
inline bool boxOfPoints(const FramePoints& points, Box& box) {
  const int fours = points.count & ~3;
  box = boxOf(points.x, points.y, fours);
  for (int i = fours; i < points.count; i++) {
    box.left = points.x[i] < box.left ? points.x[i] : box.left;
    box.right = points.x[i] > box.right ? points.x[i] : box.right;
    box.bottom = points.y[i] < box.bottom ? points.y[i] : box.bottom;
    box.top = points.y[i] > box.top ? points.y[i] : box.top;
  }
  if (!(box.left <= box.right && box.bottom <= box.top)) return false;
  box = {within(box.left, -farthest, farthest), within(box.right, -farthest, farthest),
         within(box.bottom, -farthest, farthest), within(box.top, -farthest, farthest)};
  return true;
}

/** Cell of each of four coordinates, counted with the border. */
inline i32x4 cellsAlong(f32x4 coordinate, float origin, float perLength, int cells) {
  const v128_t scaled = (v128_t)((coordinate - splat(origin)) * splat(perLength));
  const v128_t cell = wasm_i32x4_min(wasm_i32x4_trunc_sat_f32x4(scaled), wasm_i32x4_splat(cells - 1));
  return (i32x4)cell + splat(1);
}

/** Writes the cell of each point and counts them into `start[cell + 2]`. */
inline void assignCells(const Cells& room, const FramePoints& points, const Raster& raster, const Box& box) {
  const Cells cells = room;
  const i32x4 outside = splat(raster.cells());
  for (int i = 0; i < points.count; i += 4) {
    const f32x4 x = load(points.x + i);
    const f32x4 y = load(points.y + i);
    const i32x4 known = (x >= splat(box.left)) & (x <= splat(box.right)) & (y >= splat(box.bottom)) & (y <= splat(box.top));
    const i32x4 column = cellsAlong(x, raster.left, raster.perLength, raster.across);
    const i32x4 row = cellsAlong(y, raster.bottom, raster.perLength, raster.up);
    store(cells.cellOf + i, select(known, row * splat(raster.rowLength()) + column, outside));
  }
  for (int i = 0, count = points.count; i < count; i++) cells.start[cells.cellOf[i] + 2]++;
}

/** Puts each point where the next one of its cell goes, which is at `start[c + 1]`; afterwards that is where cell c ends. */
inline void putDown(const Cells& room, const FramePoints& points) {
  const Cells cells = room;
  const float *x = points.x, *y = points.y, *vx = points.vx, *vy = points.vy;
  for (int i = 0, count = points.count; i < count; i++) {
    const int cell = cells.cellOf[i];
    const int to = cells.start[cell + 1]++;
    cells.x[to] = x[i];
    cells.y[to] = y[i];
    cells.id[to] = i;
    cells.cell[to] = cell;
    if (vx != nullptr) store(cells.motion + 4 * to, f32x4{x[i], y[i], vx[i], vy[i]});
  }
}

/** Sorts the points whose place is known. */
inline void sortIntoCells(Cells& cells, const FramePoints& points, float radius) {
  Box box;
  cells.count = 0;
  if (!boxOfPoints(points, box)) return;
  const Raster raster = rasterOf(box, radius, points.count);
  cells.rowLength = raster.rowLength();
  const int all = raster.cells();
  int32_t* const start = cells.start;
  for (int c = 0; c <= all + 2; c++) start[c] = 0;
  assignCells(cells, points, raster, box);
  for (int c = 2, sum = 0; c <= all + 2; c++) start[c] = sum += start[c];
  cells.count = start[all + 1];
  putDown(cells, points);
}

/** Sorted points `[from, to)`. */
struct Stretch {
  int from, to;
};

/** Points of the three cells below (-1), around (0) or above (1) a cell. */
inline Stretch threeCells(const Cells& cells, int cell, int up) {
  const int middle = cell + up * cells.rowLength;
  return {cells.start[middle - 1], cells.start[middle + 2]};
}

/** Lanes of a stretch that are left from `at` on. */
inline uint32_t lanesLeft(const Stretch& stretch, int at) {
  return stretch.to - at < 4 ? (1u << (stretch.to - at)) - 1 : 15;
}
