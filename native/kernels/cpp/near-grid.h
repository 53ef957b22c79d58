#pragma once
#include "near.h"

/** A partner of some piece, and the frame since when the two have been near. */
struct Partner {
  int32_t piece, since;
};

/** The partners of every piece in one frame: those of piece p are `[from[p], to[p])`, all with a larger index than p. */
struct Partners {
  Partner* list;
  int32_t *from, *to;
};

/** Working memory: `points` holds four columns and indices of the pieces of one frame; `since` is 0 for every piece. */
struct NearRoom {
  Cells cells;
  float *x, *y, *vx, *vy;
  int32_t *piece, *since;
  Partners before, now;
  int partnerRoom;
};

/** Gathers the pieces of a frame; how many there are. */
inline int gatherFrame(const NearBlock& block, int frame, const NearRoom& room) {
  int count = 0;
  for (int p = 0; p < block.count; p++) {
    const Piece& piece = block.pieces[p];
    if (frame < piece.first || frame >= piece.end) continue;
    const int at = frame - piece.first;
    room.piece[count] = p;
    room.x[count] = piece.x[at];
    room.y[count] = piece.y[at];
    if (block.nearness.approaches) {
      room.vx[count] = piece.vx[at];
      room.vy[count] = piece.vy[at];
    }
    count++;
  }
  return count;
}

/** Appends the partners of sorted point `a` among a stretch of sorted points; how many partners there are then. */
inline int appendPartners(const NearRoom& room, int a, Stretch stretch, const Nearness& nearness, int count) {
  const Cells& cells = room.cells;
  for (int b = stretch.from; b < stretch.to; b += 4) {
    const f32x4 dx = load(cells.x + b) - splat(cells.x[a]);
    const f32x4 dy = load(cells.y + b) - splat(cells.y[a]);
    const i32x4 later = (i32x4)wasm_v128_load(cells.id + b) > splat(cells.id[a]);
    i32x4 near = later & (dx * dx + dy * dy <= splat(nearness.square));
    if (nearness.approaches && anyOf(near)) {
      const f32x4 dvx = load(cells.vx + b) - splat(cells.vx[a]);
      const f32x4 dvy = load(cells.vy + b) - splat(cells.vy[a]);
      near &= approachesFaster(dx, dy, dvx, dvy, nearness.above);
    }
    uint32_t set = bitsOf(near);
    if (stretch.to - b < 4) set &= (1u << (stretch.to - b)) - 1;
    for (; set != 0; set &= set - 1)
      room.now.list[count++].piece = room.piece[cells.id[b + __builtin_ctz(set)]];
  }
  return count;
}

/** Finds all partners of one frame; false where there was too little room for them. */
inline bool findPartners(const NearBlock& block, const NearRoom& room) {
  const Cells& cells = room.cells;
  int count = 0;
  for (int p = 0; p < block.count; p++) room.now.from[p] = room.now.to[p] = 0;
  for (int row = 0; row < cells.up; row++)
    for (int column = 0; column < cells.across; column++) {
      const Stretch own = cellsOfRow(cells, row, column, column);
      for (int a = own.from; a < own.to; a++) {
        const int piece = room.piece[cells.id[a]];
        room.now.from[piece] = count;
        for (int up = -1; up <= 1; up++) {
          const Stretch touching = cellsOfRow(cells, row + up, column - 1, column + 1);
          if (count + touching.to - touching.from > room.partnerRoom) return false;
          count = appendPartners(room, a, touching, block.nearness, count);
        }
        room.now.to[piece] = count;
      }
    }
  return true;
}

/** Carries the start of every run on, and adds the runs that ended before `frame`. */
inline void carryOn(const NearBlock& block, const NearRoom& room, int frame, Runs& runs) {
  for (int p = 0; p < block.count; p++) {
    const Partner* before = room.before.list;
    for (int k = room.before.from[p]; k < room.before.to[p]; k++) room.since[before[k].piece] = before[k].since + 1;
    for (int k = room.now.from[p]; k < room.now.to[p]; k++) {
      Partner& partner = room.now.list[k];
      const int since = room.since[partner.piece];
      partner.since = since > 0 ? since - 1 : frame;
      room.since[partner.piece] = 0;
    }
    for (int k = room.before.from[p]; k < room.before.to[p]; k++) {
      const Partner& partner = before[k];
      if (room.since[partner.piece] == 0) continue;
      room.since[partner.piece] = 0;
      runs.add(block.pieces[p].track, block.pieces[partner.piece].track, block.firstFrame + partner.since,
               block.firstFrame + frame);
    }
  }
}

/** Sorts the pieces of each frame into cells and compares the touching ones; false where there was too little room. */
inline bool nearGrid(const NearBlock& block, NearRoom& room, float radius, Runs& runs) {
  for (int p = 0; p < block.count; p++) {
    room.since[p] = 0;
    room.before.from[p] = room.before.to[p] = 0;
  }
  for (int frame = 0; frame <= block.frames; frame++) {
    const int count = frame < block.frames ? gatherFrame(block, frame, room) : 0;
    const bool moving = block.nearness.approaches;
    sortIntoCells(room.cells, {room.x, room.y, moving ? room.vx : nullptr, moving ? room.vy : nullptr, count}, radius);
    if (!findPartners(block, room)) return false;
    carryOn(block, room, frame, runs);
    const Partners swap = room.before;
    room.before = room.now;
    room.now = swap;
  }
  return !runs.full;
}
