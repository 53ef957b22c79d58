#pragma once
#include "simd.h"

/** One edge from a to b; the port's corners are whole in double precision, as is all that follows from them here. */
struct Edge {
  double ax, ay, bx, by;
};

/** Edges between corners given as x, y, x, y ...; a closed outline also has one from its last corner to its first. */
struct Outline {
  const float* corners;
  int corners2;
  int edges;

  Outline(const float* at, int count, bool closed) : corners(at), corners2(2 * count), edges(closed ? count : count - 1) {}
  Edge edge(int i) const {
    const int next = 2 * i + 2 < corners2 ? 2 * i + 2 : 0;
    return {corners[2 * i], corners[2 * i + 1], corners[next], corners[next + 1]};
  }
};

/** Even-odd rule (Shimrat, 1962): how many edges a ray to the right crosses. */
inline bool isInside(const Outline& outline, double x, double y) {
  bool inside = false;
  for (int i = 0; i < outline.edges; i++) {
    const Edge e = outline.edge(i);
    if ((e.ay > y) != (e.by > y) && x < (e.bx - e.ax) / (e.by - e.ay) * (y - e.ay) + e.ax) inside = !inside;
  }
  return inside;
}

struct Nearest {
  double squared;
  /** Distance to the edge's endless line, positive on its left. */
  double across;
};

inline Nearest nearestOnEdge(const Edge& e, double x, double y) {
  const double dx = e.bx - e.ax;
  const double dy = e.by - e.ay;
  const double length2 = dx * dx + dy * dy;
  const double along = length2 == 0 ? 0 : ((x - e.ax) * dx + (y - e.ay) * dy) / length2;
  const double part = along < 0 ? 0 : along > 1 ? 1 : along;
  const double ex = x - (e.ax + part * dx);
  const double ey = y - (e.ay + part * dy);
  const double across = length2 == 0 ? 0 : (dx * (y - e.ay) - dy * (x - e.ax)) / squareRoot(length2);
  return {ex * ex + ey * ey, across};
}

/** At a corner two edges are equally near; the one seen more squarely says the side. */
inline Nearest nearer(const Nearest& a, const Nearest& b) {
  const double most = a.squared > b.squared ? a.squared : b.squared;
  if (__builtin_fabs(a.squared - b.squared) <= 1e-12 * most)
    return __builtin_fabs(b.across) > __builtin_fabs(a.across) ? b : a;
  return b.squared < a.squared ? b : a;
}

inline Nearest nearestOf(const Outline& outline, double x, double y) {
  Nearest best = nearestOnEdge(outline.edge(0), x, y);
  for (int i = 1; i < outline.edges; i++) best = nearer(best, nearestOnEdge(outline.edge(i), x, y));
  return best;
}

/** Applies a measure to every point; missing where a coordinate is, or where there are fewer than `fewest` edges. */
template <class Measure>
void measureEach(const Outline& outline, int fewest, const float* x, const float* y, int count, float* out, Measure measure) {
  for (int i = 0; i < count; i++) {
    const bool known = outline.edges >= fewest && x[i] == x[i] && y[i] == y[i];
    out[i] = known ? float(measure(x[i], y[i])) : quietNan;
  }
}

inline void polygonDistance(const Outline& outline, const float* x, const float* y, int count, float* out) {
  measureEach(outline, 3, x, y, count, out, [&](double px, double py) {
    const double apart = squareRoot(nearestOf(outline, px, py).squared);
    return isInside(outline, px, py) ? -apart : apart;
  });
}

inline void polylineSide(const Outline& line, const float* x, const float* y, int count, float* out) {
  measureEach(line, 1, x, y, count, out, [&](double px, double py) {
    const Nearest nearest = nearestOf(line, px, py);
    return nearest.across < 0 ? -squareRoot(nearest.squared) : squareRoot(nearest.squared);
  });
}
