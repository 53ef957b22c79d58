#pragma once
#include "near.h"

/** Frames of a stretch, whose boxes say whether two pieces can be near in it at all. */
constexpr int nearStretch = 64;

/** One box a piece and stretch, piece after piece. */
inline void boxStretches(const NearBlock& block, Box* boxes, int stretches) {
  for (int p = 0; p < block.count; p++) {
    const Piece& piece = block.pieces[p];
    for (int s = 0; s < stretches; s++) {
      const int from = s * nearStretch > piece.first ? s * nearStretch : piece.first;
      const int end = (s + 1) * nearStretch < piece.end ? (s + 1) * nearStretch : piece.end;
      boxes[p * stretches + s] =
          from < end ? boxOf(piece.x + (from - piece.first), piece.y + (from - piece.first), end - from) : emptyBox;
    }
  }
}

inline float gapBetween(float low, float high, float otherLow, float otherHigh) {
  const float after = otherLow - high;
  const float before = low - otherHigh;
  const float gap = after > before ? after : before;
  return gap > 0 ? gap : 0;
}

/** Whether points of two boxes can be near: rounding is monotone, so no pair comes nearer than its boxes do. */
inline bool mayBeNear(const Box& a, const Box& b, float square) {
  const float dx = gapBetween(a.left, a.right, b.left, b.right);
  const float dy = gapBetween(a.bottom, a.top, b.bottom, b.top);
  return dx * dx + dy * dy <= square;
}

/** A run that is open while the frames of one pair go by. */
struct OpenRun {
  Runs& runs;
  int a, b;
  int start;

  /** Takes up to 32 frames from `frame` on, one a bit, the lowest first. */
  void take(uint32_t bits, int frames, int frame) {
    int at = 0;
    while (at < frames) {
      const uint32_t rest = (start < 0 ? bits : ~bits) >> at;
      if (rest == 0) return;
      at += __builtin_ctz(rest);
      if (at >= frames) return;
      if (start < 0) start = frame + at;
      else close(frame + at);
    }
  }
  void close(int frame) {
    if (start >= 0) runs.add(a, b, start, frame);
    start = -1;
  }
};

/** Bits of up to 16 frames from `at` on in which two pieces are near; `at` counts from each piece's own first frame. */
inline uint32_t nearBits(const Piece& a, const Piece& b, int atA, int atB, int frames, const Nearness& nearness) {
  f32x4 dx[4];
  f32x4 dy[4];
  i32x4 near[4];
  for (int g = 0; g < 4; g++) {
    dx[g] = load(b.x + atB + 4 * g) - load(a.x + atA + 4 * g);
    dy[g] = load(b.y + atB + 4 * g) - load(a.y + atA + 4 * g);
    near[g] = dx[g] * dx[g] + dy[g] * dy[g] <= splat(nearness.square);
  }
  if (!anyOf(near[0] | near[1] | near[2] | near[3])) return 0;
  uint32_t bits = 0;
  for (int g = 0; g < 4; g++) {
    if (nearness.approaches) {
      const f32x4 dvx = load(b.vx + atB + 4 * g) - load(a.vx + atA + 4 * g);
      const f32x4 dvy = load(b.vy + atB + 4 * g) - load(a.vy + atA + 4 * g);
      near[g] &= approachesFaster(dx[g], dy[g], dvx, dvy, nearness.above);
    }
    bits |= bitsOf(near[g]) << (4 * g);
  }
  return frames < 16 ? bits & ((1u << frames) - 1) : bits;
}

inline void nearStretchOf(const Piece& a, const Piece& b, int from, int end, const NearBlock& block, OpenRun& run) {
  for (int frame = from; frame < end; frame += 16) {
    const int frames = end - frame < 16 ? end - frame : 16;
    const uint32_t bits = nearBits(a, b, frame - a.first, frame - b.first, frames, block.nearness);
    if (bits != 0 || run.start >= 0) run.take(bits, frames, block.firstFrame + frame);
  }
}

/** Tries every pair of pieces; `boxes` has room for one a piece and stretch. Columns are readable 16 frames beyond their end. */
inline void nearDense(const NearBlock& block, Box* boxes, Runs& runs) {
  const int stretches = (block.frames + nearStretch - 1) / nearStretch;
  boxStretches(block, boxes, stretches);
  for (int p = 0; p < block.count; p++)
    for (int q = p + 1; q < block.count; q++) {
      const Piece& a = block.pieces[p];
      const Piece& b = block.pieces[q];
      const int from = a.first > b.first ? a.first : b.first;
      const int end = a.end < b.end ? a.end : b.end;
      OpenRun run = {runs, a.track, b.track, -1};
      for (int s = from / nearStretch; s * nearStretch < end; s++) {
        const int first = s * nearStretch > from ? s * nearStretch : from;
        const int last = (s + 1) * nearStretch < end ? (s + 1) * nearStretch : end;
        if (mayBeNear(boxes[p * stretches + s], boxes[q * stretches + s], block.nearness.square))
          nearStretchOf(a, b, first, last, block, run);
        else
          run.close(block.firstFrame + first);
      }
      run.close(block.firstFrame + end);
    }
}
