#pragma once
#include "box.h"

/** Points sorted into square cells no smaller than a radius, so that near ones lie in touching cells. */
struct Cells {
  /** Sorted by cell, row after row; `id` says which point it was. Readable four entries beyond the end. */
  float *x, *y, *vx, *vy;
  int32_t* id;
  /** Points of cell c: `[start[c], start[c + 1])`. */
  int32_t* start;
  int32_t* cellOf;
  int across, up, count;
};

constexpr int longestRow = 2048;
/** A place beyond it counts as missing, so that no size of a raster overflows. */
constexpr float farthest = 1e18f;

/** At most this many cells for so many points; `start` has room for two more. */
inline int cellLimit(int points) { return 4 * points + 64; }

struct Raster {
  float left, bottom, perLength;
  int across, up;
};

/** A raster over the box. Cells are a little larger than the radius, because rounding may shift a point by a part of one. */
inline Raster rasterOf(const Box& box, float radius, int points) {
  const float width = box.right - box.left;
  const float height = box.top - box.bottom;
  const float longer = width > height ? width : height;
  float side = radius * 1.001f;
  if (side * (longestRow - 1) < longer) side = longer / (longestRow - 1);
  if (!(side > 0)) side = 1;
  for (;; side *= 1.5f) {
    const int across = int(width / side) + 1;
    const int up = int(height / side) + 1;
    if (across <= longestRow && up <= longestRow && across * up <= cellLimit(points))
      return {box.left, box.bottom, 1 / side, across, up};
  }
}

inline int cellAt(float coordinate, float origin, float perLength, int cells) {
  const int cell = int((coordinate - origin) * perLength);
  return cell < cells ? cell : cells - 1;
}

/** Points of one frame; `vx` and `vy` may be null. */
struct FramePoints {
  const float *x, *y, *vx, *vy;
  int count;
};

/** Sorts the points whose place is known. */
inline void sortIntoCells(Cells& cells, const FramePoints& points, float radius) {
  Box box = emptyBox;
  for (int i = 0; i < points.count; i++) {
    const float x = points.x[i];
    const float y = points.y[i];
    const bool known = __builtin_fabsf(x) < farthest && __builtin_fabsf(y) < farthest;
    cells.cellOf[i] = known ? 0 : -1;
    if (!known) continue;
    box.left = x < box.left ? x : box.left;
    box.right = x > box.right ? x : box.right;
    box.bottom = y < box.bottom ? y : box.bottom;
    box.top = y > box.top ? y : box.top;
  }
  cells.count = 0;
  cells.across = cells.up = 0;
  if (!(box.left <= box.right)) return;
  const Raster raster = rasterOf(box, radius, points.count);
  cells.across = raster.across;
  cells.up = raster.up;
  const int all = raster.across * raster.up;
  for (int c = 0; c <= all + 1; c++) cells.start[c] = 0;
  for (int i = 0; i < points.count; i++) {
    if (cells.cellOf[i] < 0) continue;
    const int column = cellAt(points.x[i], raster.left, raster.perLength, raster.across);
    const int row = cellAt(points.y[i], raster.bottom, raster.perLength, raster.up);
    cells.cellOf[i] = row * raster.across + column;
    cells.start[cells.cellOf[i] + 2]++;
    cells.count++;
  }
  for (int c = 2; c <= all + 1; c++) cells.start[c] += cells.start[c - 1];
  // While points are put down, start[c + 1] is where the next one of cell c goes; afterwards it is where the cell ends.
  for (int i = 0; i < points.count; i++) {
    if (cells.cellOf[i] < 0) continue;
    const int to = cells.start[cells.cellOf[i] + 1]++;
    cells.x[to] = points.x[i];
    cells.y[to] = points.y[i];
    cells.id[to] = i;
    if (points.vx == nullptr) continue;
    cells.vx[to] = points.vx[i];
    cells.vy[to] = points.vy[i];
  }
}

/** Sorted points `[from, to)`. */
struct Stretch {
  int from, to;
};

/** Points of a row of cells, from one column to another, both included and cut to the raster. */
inline Stretch cellsOfRow(const Cells& cells, int row, int from, int to) {
  if (row < 0 || row >= cells.up) return {0, 0};
  const int first = row * cells.across + (from < 0 ? 0 : from);
  const int last = row * cells.across + (to < cells.across ? to : cells.across - 1);
  return {cells.start[first], cells.start[last + 1]};
}
