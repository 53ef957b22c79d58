#pragma once
#include "simd.h"

struct Box {
  float left, right, bottom, top;
};

constexpr Box emptyBox = {__builtin_inff(), -__builtin_inff(), __builtin_inff(), -__builtin_inff()};

/** Box of the points whose place is known; reads up to three entries beyond `count`. */
inline Box boxOf(const float* x, const float* y, int count) {
  const float inf = __builtin_inff();
  f32x4 left = splat(inf), right = splat(-inf), bottom = splat(inf), top = splat(-inf);
  for (int i = 0; i < count; i += 4) {
    left = smaller(load(x + i), left);
    right = larger(load(x + i), right);
    bottom = smaller(load(y + i), bottom);
    top = larger(load(y + i), top);
  }
  Box box = {left[0], right[0], bottom[0], top[0]};
  for (int lane = 1; lane < 4; lane++) {
    box.left = left[lane] < box.left ? left[lane] : box.left;
    box.right = right[lane] > box.right ? right[lane] : box.right;
    box.bottom = bottom[lane] < box.bottom ? bottom[lane] : box.bottom;
    box.top = top[lane] > box.top ? top[lane] : box.top;
  }
  return box;
}
