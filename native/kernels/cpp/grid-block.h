#pragma once
#include "grid-rows.h"

/** A stretch of one track with its halo. `x` and `y` are readable `half + 4` frames beyond both ends. */
struct GridBlock {
  float* x;
  float* y;
  int length;
  int halo;
  /** One byte a frame each: whether it holds a sample, and whether it lies in no long gap. */
  uint8_t* known;
  uint8_t* bridged;
};

/** Whether every frame of the block holds a sample. */
inline bool isWhole(const GridBlock& block) {
  i32x4 known = splat(-1);
  int i = 0;
  for (; i + 4 <= block.length; i += 4) known &= isKnown(load(block.x + i)) & isKnown(load(block.y + i));
  bool whole = allOf(known);
  for (; i < block.length; i++) whole = whole && block.x[i] == block.x[i] && block.y[i] == block.y[i];
  return whole;
}

/** Marks the samples and writes 0 where a frame has none. */
inline void markKnown(const GridBlock& block) {
  for (int i = 0; i < block.length; i++) {
    const bool known = block.x[i] == block.x[i] && block.y[i] == block.y[i];
    block.known[i] = known;
    block.x[i] = known ? block.x[i] : 0;
    block.y[i] = known ? block.y[i] : 0;
  }
}

/** A run of frames without a sample is bridged where the samples around it lie at most `gap` frames apart. */
inline void markBridged(const GridBlock& block, int gap) {
  int i = 0;
  while (i < block.length) {
    if (block.known[i]) {
      block.bridged[i++] = 1;
      continue;
    }
    int end = i;
    while (end < block.length && !block.known[end]) end++;
    const bool bridged = i > 0 && end < block.length && end - (i - 1) <= gap;
    for (; i < end; i++) block.bridged[i] = bridged;
  }
}

/** Which of the frames around one hold a sample, kept up from frame to frame. */
struct Sliding {
  const uint8_t* known;
  int half;
  uint64_t mask;
  int count;

  void enter(int frame) {
    mask = mask >> 1 | uint64_t(known[frame]) << (2 * half & 63);
    count += known[frame];
  }
  void leave(int frame) { count -= known[frame]; }
};

struct GridRun {
  const GridFit& fit;
  const FitRoom& room;
  const GridBlock& block;
  State fullState;
};

inline Window windowAt(const GridRun& run, const Sliding& sliding, int frame) {
  const GridFit& fit = run.fit;
  if (!run.block.bridged[frame] || sliding.count < fit.minSamples) return {missing, nullptr};
  if (fit.taps() <= widestMask) return maskedWindow(fit, sliding.mask, run.room.scratch);
  const uint8_t* known = run.block.known + frame - fit.half;
  const auto holds = [=](int tap) { return known[tap]; };
  return {windowWeights(fit, holds, run.room.scratch, run.room.loose), run.room.loose};
}

/** Its own sample where the frame holds one, else the first of the window. */
inline int originOf(const GridRun& run, int frame) {
  if (run.block.known[frame]) return frame;
  int origin = frame - run.fit.half;
  while (!run.block.known[origin]) origin++;
  return origin;
}

/** Replaces what the full window gave at one frame by what its own samples give. */
inline void deriveFrame(const GridRun& run, const Sliding& sliding, int frame, int lane, Derived& x, Derived& y) {
  const Window window = windowAt(run, sliding, frame);
  if (window.state == missing) {
    setDerived(x, lane, splat(quietNan));
    setDerived(y, lane, splat(quietNan));
    return;
  }
  const int origin = originOf(run, frame);
  const int firstTap = frame - run.fit.half;
  setDerived(x, lane, maskedAxis(run.block.x + firstTap, run.block.x[origin], window, run.fit.taps()));
  setDerived(y, lane, maskedAxis(run.block.y + firstTap, run.block.y[origin], window, run.fit.taps()));
}

inline void storeDerived(Derived& to, const Axis& axis) {
  store(to.value, axis.value);
  store(to.first, axis.first);
  store(to.second, axis.second);
  store(to.third, axis.third);
}

inline Plane fullAt(const GridRun& run, int frame) {
  return fullWindow(run.block.x, run.block.y, frame, run.room.full, run.fit.half, run.fullState == cubic);
}

template <class Write>
void fitDense(const GridRun& run, Write write) {
  const GridBlock& block = run.block;
  for (int frame = block.halo; frame < block.length - block.halo; frame += 4) {
    const Plane plane = fullAt(run, frame);
    write(plane.x, plane.y, frame - block.halo);
  }
}

template <class Write>
void fitHoled(const GridRun& run, Write write) {
  const GridBlock& block = run.block;
  const int half = run.fit.half;
  const int taps = run.fit.taps();
  const int end = block.length - block.halo;
  Sliding sliding = {block.known, half, 0, 0};
  for (int frame = block.halo - half; frame < block.halo + half; frame++) sliding.enter(frame);
  for (int frame = block.halo; frame < end; frame += 4) {
    const Plane plane = fullAt(run, frame);
    Derived x;
    Derived y;
    storeDerived(x, plane.x);
    storeDerived(y, plane.y);
    for (int lane = 0; lane < 4 && frame + lane < end; lane++) {
      sliding.enter(frame + lane + half);
      if (sliding.count < taps || run.fullState == missing) deriveFrame(run, sliding, frame + lane, lane, x, y);
      sliding.leave(frame + lane - half);
    }
    write(readDerived(x), readDerived(y), frame - block.halo);
  }
}

/** Fits every frame of the block but its halo and hands four at a time to `write`, both axes and their place. */
template <class Write>
void fitBlock(const GridFit& fit, const FitRoom& room, const GridBlock& block, Write write) {
  openCache(fit);
  const State full = windowWeights(fit, [](int) { return true; }, room.scratch, room.full);
  const GridRun run = {fit, room, block, full};
  if (full != missing && isWhole(block)) return fitDense(run, write);
  markKnown(block);
  markBridged(block, fit.gap);
  fitHoled(run, write);
}
