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

inline void storeIf(float* column, int at, f32x4 value) {
  if (column != nullptr) store(column + at, canonical(value));
}

inline f32x4 lengthOf(f32x4 x, f32x4 y) { return squareRoot(x * x + y * y); }

/** Writes four frames from `at` on. What is divided by the speed is missing below `stillSpeed`, and where it is 0. */
inline void writeMotion(const Axis& x, const Axis& y, float stillSpeed, const MotionColumns& out, int at) {
  const f32x4 speed = lengthOf(x.first, y.first);
  const i32x4 moving = (speed >= splat(stillSpeed)) & (speed > splat(0.f));
  const f32x4 turn = x.first * y.second - y.first * x.second;
  storeIf(out.x, at, x.value);
  storeIf(out.y, at, y.value);
  storeIf(out.vx, at, x.first);
  storeIf(out.vy, at, y.first);
  storeIf(out.speed, at, speed);
  if (out.accel != nullptr) storeIf(out.accel, at, lengthOf(x.second, y.second));
  if (out.jerk != nullptr) storeIf(out.jerk, at, lengthOf(x.third, y.third));
  const f32x4 missing = splat(quietNan);
  const f32x4 perSpeed = select(moving, splat(1.f) / speed, missing);
  if (out.accelAlong != nullptr)
    storeIf(out.accelAlong, at, (x.second * x.first + y.second * y.first) * perSpeed);
  if (out.accelAcross != nullptr) storeIf(out.accelAcross, at, turn * perSpeed);
  if (out.curvature != nullptr) storeIf(out.curvature, at, turn * perSpeed * perSpeed * perSpeed);
  if (out.heading != nullptr) storeIf(out.heading, at, select(moving, angle(y.first, x.first), missing));
  if (out.turnRate != nullptr) storeIf(out.turnRate, at, turn * perSpeed * perSpeed);
}
