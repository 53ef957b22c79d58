#pragma once
#include "trig.h"

/** Value and derivatives per second of one axis, at four frames. */
struct Axis {
  f32x4 value, first, second, third;
};

/** Where each column of `kinematics` goes; null where nobody asked. In the order of `kinematicsColumns` of the port. */
struct MotionColumns {
  float *x, *y, *vx, *vy, *speed, *accel, *accelAlong, *accelAcross, *jerk, *curvature, *heading, *turnRate;
};

inline f32x4 lengthOf(f32x4 x, f32x4 y) { return squareRoot(x * x + y * y); }

/** Limits below which a speed, a squared acceleration and a squared jerk make no infinity and no NaN in what follows. */
static const float tameLimits[] = {1e9f, 1e18f};

/** How what is written treats NaN: `Tame` where there can be none, which spares the look. */
struct Tame {
  static f32x4 clean(f32x4 value) { return value; }
};
struct Wild {
  static f32x4 clean(f32x4 value) { return canonical(value); }
};

template <class Kind>
void put(float* column, int at, f32x4 value) {
  if (column != nullptr) store(column + at, Kind::clean(value));
}

/** What four frames' derivatives give before any column is written. */
struct Motion {
  f32x4 speed, accelSquare, jerkSquare;
  /** 1 / speed; missing where the speed is still. */
  f32x4 perSpeed;
};

template <class Kind>
void writeColumns(const Axis& x, const Axis& y, const Motion& motion, const MotionColumns& out, int at) {
  const f32x4 turn = x.first * y.second - y.first * x.second;
  put<Kind>(out.x, at, x.value);
  put<Kind>(out.y, at, y.value);
  put<Kind>(out.vx, at, x.first);
  put<Kind>(out.vy, at, y.first);
  put<Kind>(out.speed, at, motion.speed);
  if (out.accel != nullptr) put<Kind>(out.accel, at, squareRoot(motion.accelSquare));
  if (out.jerk != nullptr) put<Kind>(out.jerk, at, squareRoot(motion.jerkSquare));
  const f32x4 perSpeed = motion.perSpeed;
  put<Kind>(out.accelAlong, at, (x.second * x.first + y.second * y.first) * perSpeed);
  const f32x4 across = turn * perSpeed;
  put<Kind>(out.accelAcross, at, across);
  const f32x4 turnRate = across * perSpeed;
  put<Kind>(out.curvature, at, turnRate * perSpeed);
  put<Kind>(out.turnRate, at, turnRate);
  if (out.heading != nullptr)
    put<Kind>(out.heading, at, select(isKnown(perSpeed), angle(y.first, x.first), perSpeed));
}

/** Writes four frames from `at` on. What is divided by the speed is missing below `stillSpeed`, and where it is 0. */
inline void writeMotion(const Axis& x, const Axis& y, float stillSpeed, const MotionColumns& out, int at) {
  const float* limits = inMemory(tameLimits);
  Motion motion;
  motion.speed = lengthOf(x.first, y.first);
  motion.accelSquare = x.second * x.second + y.second * y.second;
  motion.jerkSquare = x.third * x.third + y.third * y.third;
  motion.perSpeed = splat(1.f) / motion.speed;
  const i32x4 moving = (motion.speed >= splat(stillSpeed)) & (motion.speed > splat(0.f));
  const i32x4 tame = moving & (motion.speed < splatFrom(limits)) & (motion.accelSquare < splatFrom(limits + 1)) &
                     (motion.jerkSquare < splatFrom(limits + 1));
  if (allOf(tame)) return writeColumns<Tame>(x, y, motion, out, at);
  motion.perSpeed = select(moving, motion.perSpeed, splat(quietNan));
  writeColumns<Wild>(x, y, motion, out, at);
}
