// What the WebAssembly module exports. Addresses are of its own memory, lent by the caller for one call.
#include "change-points.h"
#include "free-fit.h"
#include "grid-block.h"
#include "grid-pairs.h"
#include "near-dense.h"
#include "near-grid.h"
#include "outlines.h"
#include "pair-motion.h"
#include "resample.h"
#include "zones.h"

#define EXPORT(name) extern "C" __attribute__((export_name(#name)))

/** Writes both axes' derivatives, or the motion that follows from them. */
struct MotionWriter {
  float stillSpeed;
  const MotionColumns* out;
  void operator()(const Axis& x, const Axis& y, int at) const { writeMotion(x, y, stillSpeed, *out, at); }
};

/** Columns of `fit`; null where nobody asked. */
struct AxisColumns {
  float *value, *first, *second, *third;
};

struct AxisWriter {
  const AxisColumns* out;
  void operator()(const Axis& x, const Axis&, int at) const {
    put<Wild>(out->value, at, x.value);
    put<Wild>(out->first, at, x.first);
    put<Wild>(out->second, at, x.second);
    put<Wild>(out->third, at, x.third);
  }
};

struct GridCall {
  GridFit fit;
  FitRoom room;
  GridBlock block;
};

EXPORT(gridFitBytes) int gridFitBytes(int half, int length) {
  const int taps = 2 * half + 1;
  return 8 * 8 * taps + 2 * 16 * taps + 2 * length + 64;
}

static GridCall gridCall(float* x, float* y, int length, int halo, double perS, int half, int gap, int degree,
                         int minSamples, char* room) {
  const int taps = 2 * half + 1;
  double* scratch = (double*)room;
  float* full = (float*)(scratch + 8 * taps);
  float* loose = full + 4 * taps;
  uint8_t* known = (uint8_t*)(loose + 4 * taps);
  return {{perS, half, gap, degree, minSamples}, {scratch, full, loose}, {x, y, length, halo, known, known + length}};
}

EXPORT(kinematicsOnGrid)
void kinematicsOnGrid(float* x, float* y, int length, int halo, double perS, int half, int gap, int degree,
                      int minSamples, char* room, float stillSpeed, const MotionColumns* out) {
  const GridCall call = gridCall(x, y, length, halo, perS, half, gap, degree, minSamples, room);
  fitBlock(call.fit, call.room, call.block, MotionWriter{stillSpeed, out});
}

EXPORT(fitOnGrid)
void fitOnGrid(float* x, float* y, int length, int halo, double perS, int half, int gap, int degree, int minSamples,
               char* room, const AxisColumns* out) {
  const GridCall call = gridCall(x, y, length, halo, perS, half, gap, degree, minSamples, room);
  fitBlock(call.fit, call.room, call.block, AxisWriter{out});
}

/** Moves the frames that hold a sample to the front; how many they are. */
static int closeUp(double* time, float* x, float* y, int count) {
  int kept = 0;
  for (int i = 0; i < count; i++) {
    if (x[i] != x[i] || y[i] != y[i]) continue;
    time[kept] = time[i];
    x[kept] = x[i];
    y[kept++] = y[i];
  }
  return kept;
}

EXPORT(kinematicsAtTimes)
void kinematicsAtTimes(double* time, float* x, float* y, int length, const double* asked, int count, double halfWindow,
                       double maxGap, int degree, int minSamples, double* scratch, float stillSpeed,
                       const MotionColumns* out) {
  const Samples samples = {time, x, y, closeUp(time, x, y, length)};
  fitTimes({halfWindow, maxGap, degree, minSamples}, samples, asked, count, scratch, MotionWriter{stillSpeed, out});
}

EXPORT(fitAtTimes)
void fitAtTimes(double* time, float* x, float* y, int length, const double* asked, int count, double halfWindow,
                double maxGap, int degree, int minSamples, double* scratch, const AxisColumns* out) {
  const Samples samples = {time, x, y, closeUp(time, x, y, length)};
  fitTimes({halfWindow, maxGap, degree, minSamples}, samples, asked, count, scratch, AxisWriter{out});
}

EXPORT(pairMotion)
void pairMotionOf(const float* const* a, float shareA, const float* const* b, float shareB, float radius, float contact,
                  float stillSpeed, int count, const PairColumns* out) {
  pairMotion({a[0], a[1], a[2], a[3], shareA}, {b[0], b[1], b[2], b[3], shareB}, {radius, contact, stillSpeed}, count, *out);
}

EXPORT(nearDense)
int nearDenseRuns(const Piece* pieces, int count, int frames, int firstFrame, float radius, int approaches, float above,
                  Box* boxes, int32_t* quadruples, int room) {
  Runs runs = {quadruples, room, 0, false};
  nearDense({pieces, count, frames, firstFrame, {radius * radius, approaches != 0, above}}, boxes, runs);
  return runs.full ? -1 : runs.count;
}

/** Takes 4-byte columns off a piece of lent memory. */
struct Lent {
  char* at;
  template <class T>
  T* take(int entries) {
    T* column = (T*)at;
    at += 4 * (entries + 4);
    return column;
  }
};

static Cells lentCells(Lent& lent, int points) {
  Cells cells = {};
  cells.x = lent.take<float>(points);
  cells.y = lent.take<float>(points);
  cells.vx = lent.take<float>(points);
  cells.vy = lent.take<float>(points);
  cells.id = lent.take<int32_t>(points);
  cells.cellOf = lent.take<int32_t>(points);
  cells.start = lent.take<int32_t>(cellLimit(points) + 2);
  return cells;
}

EXPORT(cellsBytes) int cellsBytes(int points) { return 4 * (6 * (points + 4) + cellLimit(points) + 6); }

EXPORT(nearGridBytes) int nearGridBytes(int pieces, int partners) {
  return cellsBytes(pieces) + 4 * (10 * (pieces + 4) + 2 * (2 * partners + 4 + 4));
}

EXPORT(nearGrid)
int nearGridRuns(const Piece* pieces, int count, int frames, int firstFrame, float radius, int approaches, float above,
                 char* memory, int partnerRoom, int32_t* quadruples, int room) {
  Lent lent = {memory};
  NearRoom near = {};
  near.cells = lentCells(lent, count);
  float** const pointColumns[] = {&near.x, &near.y, &near.vx, &near.vy};
  for (float** column : pointColumns) *column = lent.take<float>(count);
  int32_t** const pieceColumns[] = {&near.piece, &near.since, &near.before.from, &near.before.to, &near.now.from, &near.now.to};
  for (int32_t** column : pieceColumns)
    *column = lent.take<int32_t>(count);
  near.before.list = (Partner*)lent.take<int32_t>(2 * partnerRoom + 4);
  near.now.list = (Partner*)lent.take<int32_t>(2 * partnerRoom + 4);
  near.partnerRoom = partnerRoom;
  Runs runs = {quadruples, room, 0, false};
  const NearBlock block = {pieces, count, frames, firstFrame, {radius * radius, approaches != 0, above}};
  return nearGrid(block, near, radius, runs) ? runs.count : -1;
}

/** Pairs found by one call of `gridPairs`, and the frame before which it stopped for lack of room. */
struct PairsFound {
  int32_t pairs, nextFrame, roomNeeded;
};

EXPORT(gridPairs)
void gridPairsOf(const float* x, const float* y, const float* vx, const float* vy, const int32_t* frameStart, int frames,
                 int firstIndex, float radius, char* memory, int mostPoints, char* columns, int room, PairsFound* found) {
  Lent lent = {memory};
  Cells cells = lentCells(lent, mostPoints);
  Lent out = {columns};
  PairRoom pairs = {};
  pairs.i = out.take<int32_t>(room);
  pairs.j = out.take<int32_t>(room);
  float** const pairColumns[] = {&pairs.distance, &pairs.bearing, &pairs.approach};
  for (float** column : pairColumns) *column = out.take<float>(room);
  Differences apart = {};
  float** const differenceColumns[] = {&apart.dx, &apart.dy, &apart.dvx, &apart.dvy};
  for (float** column : differenceColumns) *column = out.take<float>(room);
  *found = {0, 0, 0};
  for (int frame = 0; frame < frames; frame++) {
    const int from = frameStart[frame];
    sortIntoCells(cells, {x + from, y + from, vx + from, vy + from, frameStart[frame + 1] - from}, radius);
    found->roomNeeded = mostPairs(cells);
    if (found->pairs + found->roomNeeded > room) return;
    found->pairs = framePairs(cells, radius, firstIndex + from, pairs, apart, found->pairs);
    found->nextFrame = frame + 1;
  }
}

EXPORT(zoneMask)
void zoneMaskOf(const float* cornersX, const float* cornersY, const int32_t* start, int zones, char* room, const float* x,
                const float* y, int count, int32_t* out) {
  const int corners = start[zones];
  const Zones prepared = {start, zones, (ZoneEdge*)room, (Box*)(room + sizeof(ZoneEdge) * corners)};
  prepareZones(prepared, cornersX, cornersY);
  zoneMask(prepared, x, y, count, out);
}

EXPORT(zoneBytes) int zoneBytes(int corners, int zones) { return sizeof(ZoneEdge) * corners + sizeof(Box) * zones; }

EXPORT(polygonDistance)
void polygonDistanceOf(const float* corners, int count, const float* x, const float* y, int points, float* out) {
  polygonDistance({corners, count, true}, x, y, points, out);
}

EXPORT(polylineSide)
void polylineSideOf(const float* corners, int count, const float* x, const float* y, int points, float* out) {
  polylineSide({corners, count, false}, x, y, points, out);
}

EXPORT(pushSamples)
void pushSamplesOf(double penalty, int minLength, int channels, Search* search, double* starts, int room,
                   const float* values, int stride, int count, const double* firsts, double* sums, double* costs,
                   int32_t* lastStart) {
  const SearchOptions options = {penalty, minLength, channels};
  const Portion portion = {values, stride, count, firsts};
  const auto push = channels == 1 ? pushSamples<1> : channels == 2 ? pushSamples<2> : pushSamples<0>;
  push(options, *search, {starts, room}, portion, sums, costs, lastStart);
}

EXPORT(resample)
void resampleOf(const float* values, int first, int count, double start, double end, float* out, float* known, int steps) {
  resample(values, first, count, start, end, out, known, steps);
}
