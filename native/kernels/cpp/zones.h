#pragma once
#include "box.h"

/** An edge from a to b, with the slope that a ray to the right is held against. */
struct ZoneEdge {
  double ax, ay, slope;
  float from, to;
};

/** Polygons with their edges, at most 32; one of fewer than 3 corners has no edges. */
struct Zones {
  const int32_t* start;
  int count;
  ZoneEdge* edges;
  Box* boxes;
};

inline void prepareZones(const Zones& zones, const float* x, const float* y) {
  for (int zone = 0; zone < zones.count; zone++) {
    const int first = zones.start[zone];
    const int end = zones.start[zone + 1];
    Box box = emptyBox;
    for (int i = first; i < end; i++) {
      const int next = i + 1 < end ? i + 1 : first;
      const double slope = (double(x[next]) - double(x[i])) / (double(y[next]) - double(y[i]));
      zones.edges[i] = {x[i], y[i], slope, y[i], y[next]};
      if (end - first < 3) continue;
      box.left = x[i] < box.left ? x[i] : box.left;
      box.right = x[i] > box.right ? x[i] : box.right;
      box.bottom = y[i] < box.bottom ? y[i] : box.bottom;
      box.top = y[i] > box.top ? y[i] : box.top;
    }
    zones.boxes[zone] = box;
  }
}

/** Lanes of four points left of where an edge is at their height; in double precision, as the twin decides. */
inline i32x4 leftOf(const ZoneEdge& edge, f32x4 x, f32x4 y) {
  const v128_t xBits = (v128_t)x;
  const v128_t yBits = (v128_t)y;
  const v128_t xHigh = wasm_i32x4_shuffle(xBits, xBits, 2, 3, 2, 3);
  const v128_t yHigh = wasm_i32x4_shuffle(yBits, yBits, 2, 3, 2, 3);
  const auto at = [&](v128_t height) {
    const f64x2 above = (f64x2)wasm_f64x2_promote_low_f32x4(height) - splat(edge.ay);
    return splat(edge.slope) * above + splat(edge.ax);
  };
  const v128_t low = wasm_f64x2_lt(wasm_f64x2_promote_low_f32x4(xBits), (v128_t)at(yBits));
  const v128_t high = wasm_f64x2_lt(wasm_f64x2_promote_low_f32x4(xHigh), (v128_t)at(yHigh));
  return (i32x4)wasm_i32x4_shuffle(low, high, 0, 2, 4, 6);
}

inline i32x4 insideZone(const Zones& zones, int zone, f32x4 x, f32x4 y) {
  i32x4 inside = splat(0);
  for (int i = zones.start[zone]; i < zones.start[zone + 1]; i++) {
    const ZoneEdge& edge = zones.edges[i];
    const i32x4 crossed = (splat(edge.from) > y) ^ (splat(edge.to) > y);
    if (anyOf(crossed)) inside ^= crossed & leftOf(edge, x, y);
  }
  return inside;
}

/** Points that follow each other lie close together, so that most zones are left out for most stretches. */
constexpr int zoneStretch = 32;

/** `x`, `y` and `out` hold a multiple of four entries, the ones behind `count` missing. */
inline void zoneMask(const Zones& zones, const float* x, const float* y, int count, int32_t* out) {
  for (int from = 0; from < count; from += zoneStretch) {
    const int end = from + zoneStretch < count ? from + zoneStretch : count;
    const Box here = boxOf(x + from, y + from, end - from);
    for (int i = from; i < end; i += 4) store(out + i, splat(0));
    for (int zone = 0; zone < zones.count; zone++) {
      const Box& box = zones.boxes[zone];
      if (here.left > box.right || here.right < box.left || here.bottom > box.top || here.top < box.bottom) continue;
      for (int i = from; i < end; i += 4) {
        const i32x4 inside = insideZone(zones, zone, load(x + i), load(y + i));
        const v128_t bit = wasm_i32x4_splat(int32_t(1u << zone));
        store(out + i, (i32x4)wasm_v128_or(wasm_v128_load(out + i), wasm_v128_and((v128_t)inside, bit)));
      }
    }
  }
}
