#pragma once
#include <stdint.h>
#include <wasm_simd128.h>

using f32x4 = float __attribute__((vector_size(16)));
using i32x4 = int32_t __attribute__((vector_size(16)));
using f64x2 = double __attribute__((vector_size(16)));

constexpr float quietNan = __builtin_nanf("");

inline f32x4 load(const float* at) { return (f32x4)wasm_v128_load(at); }
inline f64x2 load(const double* at) { return (f64x2)wasm_v128_load(at); }
inline void store(float* at, f32x4 value) { wasm_v128_store(at, (v128_t)value); }
inline void store(int32_t* at, i32x4 value) { wasm_v128_store(at, (v128_t)value); }
inline void store(double* at, f64x2 value) { wasm_v128_store(at, (v128_t)value); }

inline f32x4 splat(float value) { return (f32x4)wasm_f32x4_splat(value); }
inline i32x4 splat(int32_t value) { return (i32x4)wasm_i32x4_splat(value); }
inline f64x2 splat(double value) { return (f64x2)wasm_f64x2_splat(value); }
inline f32x4 splatFrom(const float* at) { return (f32x4)wasm_v128_load32_splat(at); }

inline f32x4 squareRoot(f32x4 value) { return (f32x4)wasm_f32x4_sqrt((v128_t)value); }
inline f64x2 squareRoot(f64x2 value) { return (f64x2)wasm_f64x2_sqrt((v128_t)value); }
inline double squareRoot(double value) { return __builtin_sqrt(value); }
inline f32x4 magnitude(f32x4 value) { return (f32x4)wasm_f32x4_abs((v128_t)value); }

/** The smaller one; the second where either is missing. */
inline f32x4 smaller(f32x4 a, f32x4 b) { return (f32x4)wasm_f32x4_pmin((v128_t)b, (v128_t)a); }
inline f32x4 larger(f32x4 a, f32x4 b) { return (f32x4)wasm_f32x4_pmax((v128_t)b, (v128_t)a); }

template <class V, class M>
inline V select(M mask, V yes, V no) {
  return (V)wasm_v128_bitselect((v128_t)yes, (v128_t)no, (v128_t)mask);
}

/**
 * Hides from the compiler what lies at an address. Numbers that are loaded through it stay in memory, from where one instruction
 * spreads them over the lanes; as constants each use would cost several.
 */
inline const float* inMemory(const float* numbers) {
  asm("" : "+r"(numbers));
  return numbers;
}

/** Lanes that hold a number. */
inline i32x4 isKnown(f32x4 value) { return value == value; }

/** A missing value as the one NaN of which every machine has the same bits. */
inline f32x4 canonical(f32x4 value) { return select(isKnown(value), value, splat(quietNan)); }
inline f32x4 knownWhere(i32x4 mask, f32x4 value) { return canonical(select(mask, value, splat(quietNan))); }

inline bool anyOf(i32x4 mask) { return wasm_v128_any_true((v128_t)mask); }
inline bool allOf(i32x4 mask) { return wasm_i32x4_all_true((v128_t)mask); }
inline uint32_t bitsOf(i32x4 mask) { return wasm_i32x4_bitmask((v128_t)mask); }
