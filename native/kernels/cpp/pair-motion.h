#pragma once
#include "trig.h"
#include "motion.h"

/** Columns of one mover, and the share of the pair's common unit that one of its own lengths is. */
struct Mover {
  const float *x, *y, *vx, *vy;
  float share;
};

/** Null where nobody asked. */
struct PairColumns {
  float *distance, *approach, *bearing, *relativeHeading, *side, *ttc;
};

struct PairOptions {
  float radius, contact, stillSpeed;
};

/** One mover at four frames in the pair's common unit; `moves` is judged in its own lengths. */
struct Moving {
  f32x4 x, y, vx, vy;
  i32x4 moves;
};

inline Moving movingAt(const Mover& mover, int at, float stillSpeed) {
  const f32x4 share = splat(mover.share);
  const f32x4 vx = load(mover.vx + at);
  const f32x4 vy = load(mover.vy + at);
  const f32x4 speed = lengthOf(vx, vy);
  return {load(mover.x + at) * share, load(mover.y + at) * share, vx * share, vy * share,
          (speed >= splat(stillSpeed)) & (speed > splat(0.f))};
}

/** At distance 0 both can only part, however they move. */
inline f32x4 approachSpeed(f32x4 dx, f32x4 dy, f32x4 dvx, f32x4 dvy, f32x4 distance) {
  const i32x4 apart = distance > splat(0.f);
  const f32x4 zero = splat(0.f);
  return select(apart, (zero - (dx * dvx + dy * dvy)) / distance, zero - lengthOf(dvx, dvy));
}

/** See the twin: the discriminant is written by the cross product, which loses nothing to a near miss. */
inline f32x4 timeToContact(f32x4 dx, f32x4 dy, f32x4 dvx, f32x4 dvy, float contact) {
  const f32x4 touching = splat(contact * contact);
  const f32x4 outside = dx * dx + dy * dy - touching;
  const f32x4 along = dx * dvx + dy * dvy;
  const f32x4 cross = dx * dvy - dy * dvx;
  const f32x4 under = (dvx * dvx + dvy * dvy) * touching - cross * cross;
  const f32x4 zero = splat(0.f);
  const f32x4 later = knownWhere((along < zero) & (under >= zero), outside / (squareRoot(under) - along));
  return select((outside <= zero) & isKnown(along), zero, later);
}

inline void pairMotion(const Mover& a, const Mover& b, const PairOptions& options, int count, const PairColumns& out) {
  const f32x4 square = splat(options.radius * options.radius);
  for (int at = 0; at < count; at += 4) {
    const Moving p = movingAt(a, at, options.stillSpeed);
    const Moving q = movingAt(b, at, options.stillSpeed);
    const f32x4 dx = q.x - p.x;
    const f32x4 dy = q.y - p.y;
    const f32x4 dvx = q.vx - p.vx;
    const f32x4 dvy = q.vy - p.vy;
    const i32x4 near = dx * dx + dy * dy <= square;
    const f32x4 distance = lengthOf(dx, dy);
    const f32x4 cross = p.vx * dy - p.vy * dx;
    const auto put = [&](float* column, i32x4 where, f32x4 value) {
      if (column != nullptr) store(column + at, knownWhere(where, value));
    };
    put(out.distance, near, distance);
    put(out.approach, near, approachSpeed(dx, dy, dvx, dvy, distance));
    put(out.bearing, near & p.moves & (distance > splat(0.f)), angle(cross, p.vx * dx + p.vy * dy));
    put(out.relativeHeading, near & p.moves & q.moves,
        angle(p.vx * q.vy - p.vy * q.vx, p.vx * q.vx + p.vy * q.vy));
    put(out.side, near & p.moves, cross / lengthOf(p.vx, p.vy));
    put(out.ttc, near, timeToContact(dx, dy, dvx, dvy, options.contact));
  }
}
