/* SPDX-License-Identifier: MIT
 *
 * Sixteen rows turned into lines: line j holds element j of each.
 */
#ifndef SWIFTACT_LINES_H
#define SWIFTACT_LINES_H

#include "swiftact_lanes.h"

#ifdef __clang__

#define SWIFTACT_EACH(i, width) _Pragma("clang loop unroll(full)") for (int i = 0; i < (width); i++)

/* ---- A few columns ---------------------------------------------------------
 *
 * Of sixteen rows, `outer` bytes apart, to as many lines of sixteen lanes, and back: `width`
 * columns, or `count` where that is less. */

#if defined(__AVX512F__)

#define SWIFTACT_WIDTH_F32X16 16
#define SWIFTACT_WIDTH_F64X8 8

/* Rows become columns. Each turn moves the top bit of the row's number to the end of the
 * column's; log2(width) turns exchange the two. */
#define SWIFTACT_TRANSPOSE(name, Vector, width, turns, EVENS, ODDS)      \
    SWIFTACT_INLINE void swiftact_transpose_##name(Vector rows[width]) { \
        SWIFTACT_EACH(turn, turns) {                                     \
            Vector turned[width];                                        \
            SWIFTACT_EACH(i, width / 2) {                                \
                const Vector a = rows[i], b = rows[i + width / 2];       \
                turned[2 * i] = __builtin_shufflevector(a, b, EVENS);    \
                turned[2 * i + 1] = __builtin_shufflevector(a, b, ODDS); \
            }                                                            \
            SWIFTACT_EACH(i, width) rows[i] = turned[i];                 \
        }                                                                \
    }

#define SWIFTACT_ZIP_LOW_8 0, 8, 1, 9, 2, 10, 3, 11
#define SWIFTACT_ZIP_HIGH_8 4, 12, 5, 13, 6, 14, 7, 15
#define SWIFTACT_ZIP_LOW_16 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define SWIFTACT_ZIP_HIGH_16 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
SWIFTACT_TRANSPOSE(f64x8, swiftact_f64x8, 8, 3, SWIFTACT_ZIP_LOW_8, SWIFTACT_ZIP_HIGH_8)
SWIFTACT_TRANSPOSE(f32x16, swiftact_f32x16, 16, 4, SWIFTACT_ZIP_LOW_16, SWIFTACT_ZIP_HIGH_16)

/* A square at a time. */
#define SWIFTACT_COLUMNS(name, Vector, Scalar, width)                                            \
    SWIFTACT_INLINE void swiftact_columns_from_rows_##name(const char *rows, intptr_t outer,     \
                                                           Scalar *lines, intptr_t count) {      \
        for (int first = 0; first < 16; first += width) {                                        \
            const char *row = rows + first * outer;                                              \
            Vector square[width];                                                                \
            if (count < width) {                                                                 \
                SWIFTACT_EACH(i, width)                                                          \
                square[i] = swiftact_load_first_##name(row + i * outer, count);                  \
            } else {                                                                             \
                SWIFTACT_EACH(i, width)                                                          \
                __builtin_memcpy(&square[i], row + i * outer, sizeof(Vector));                   \
            }                                                                                    \
            swiftact_transpose_##name(square);                                                   \
            SWIFTACT_EACH(i, width)                                                              \
            if (i < count) __builtin_memcpy(lines + first + i * 16, &square[i], sizeof(Vector)); \
        }                                                                                        \
    }                                                                                            \
                                                                                                 \
    SWIFTACT_INLINE void swiftact_rows_from_columns_##name(const Scalar *lines, char *rows,      \
                                                           intptr_t outer, intptr_t count) {     \
        for (int first = 0; first < 16; first += width) {                                        \
            char *row = rows + first * outer;                                                    \
            Vector square[width];                                                                \
            SWIFTACT_EACH(i, width)                                                              \
            __builtin_memcpy(&square[i], lines + first + i * 16, sizeof(Vector));                \
            swiftact_transpose_##name(square);                                                   \
            if (count < width) {                                                                 \
                SWIFTACT_EACH(i, width)                                                          \
                swiftact_store_first_##name(row + i * outer, square[i], count);                  \
            } else {                                                                             \
                SWIFTACT_EACH(i, width)                                                          \
                __builtin_memcpy(row + i * outer, &square[i], sizeof(Vector));                   \
            }                                                                                    \
        }                                                                                        \
    }

SWIFTACT_COLUMNS(f64x8, swiftact_f64x8, double, SWIFTACT_WIDTH_F64X8)
SWIFTACT_COLUMNS(f32x16, swiftact_f32x16, float, SWIFTACT_WIDTH_F32X16)

#else

#define SWIFTACT_WIDTH_F32X16 4
#define SWIFTACT_WIDTH_F64X8 2

/* Sixteen bytes of each row make a tile: those of some rows in the lower halves of its vectors,
 * those of as many rows further on in the upper ones. That takes no more than half of sixteen
 * registers, and no lane has to cross the middle of one. The same turn leads back. */
SWIFTACT_INLINE void swiftact_turn_f32x8(swiftact_f32x8 tile[4]) {
    const swiftact_f32x8 a = tile[0], b = tile[1], c = tile[2], d = tile[3];
    const swiftact_f32x8 p = __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13);
    const swiftact_f32x8 q = __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15);
    const swiftact_f32x8 r = __builtin_shufflevector(c, d, 0, 8, 1, 9, 4, 12, 5, 13);
    const swiftact_f32x8 s = __builtin_shufflevector(c, d, 2, 10, 3, 11, 6, 14, 7, 15);
    tile[0] = __builtin_shufflevector(p, r, 0, 1, 8, 9, 4, 5, 12, 13);
    tile[1] = __builtin_shufflevector(p, r, 2, 3, 10, 11, 6, 7, 14, 15);
    tile[2] = __builtin_shufflevector(q, s, 0, 1, 8, 9, 4, 5, 12, 13);
    tile[3] = __builtin_shufflevector(q, s, 2, 3, 10, 11, 6, 7, 14, 15);
}

SWIFTACT_INLINE void swiftact_turn_f64x4(swiftact_f64x4 tile[2]) {
    const swiftact_f64x4 a = tile[0], b = tile[1];
    tile[0] = __builtin_shufflevector(a, b, 0, 4, 2, 6);
    tile[1] = __builtin_shufflevector(a, b, 1, 5, 3, 7);
}

#define SWIFTACT_COLUMNS(name, Tile, turn, Scalar, width)                                    \
    SWIFTACT_INLINE void swiftact_columns_from_rows_##name(const char *rows, intptr_t outer, \
                                                           Scalar *lines, intptr_t count) {  \
        if (count < width) {                                                                 \
            for (int i = 0; i < 16; i++) {                                                   \
                const Scalar *row = (const Scalar *)(rows + i * outer);                      \
                for (intptr_t k = 0; k < count; k++) lines[16 * k + i] = row[k];             \
            }                                                                                \
            return;                                                                          \
        }                                                                                    \
        SWIFTACT_EACH(part, 8 / width) {                                                     \
            const char *from = rows + 2 * width * part * outer;                              \
            Tile tile[width];                                                                \
            SWIFTACT_EACH(i, width) {                                                        \
                __builtin_memcpy(&tile[i], from + i * outer, 16);                            \
                __builtin_memcpy((char *)&tile[i] + 16, from + (width + i) * outer, 16);     \
            }                                                                                \
            turn(tile);                                                                      \
            Scalar *to = lines + 2 * width * part;                                           \
            SWIFTACT_EACH(i, width) __builtin_memcpy(to + 16 * i, &tile[i], sizeof(Tile));   \
        }                                                                                    \
    }                                                                                        \
                                                                                             \
    SWIFTACT_INLINE void swiftact_rows_from_columns_##name(const Scalar *lines, char *rows,  \
                                                           intptr_t outer, intptr_t count) { \
        if (count < width) {                                                                 \
            for (int i = 0; i < 16; i++) {                                                   \
                Scalar *row = (Scalar *)(rows + i * outer);                                  \
                for (intptr_t k = 0; k < count; k++) row[k] = lines[16 * k + i];             \
            }                                                                                \
            return;                                                                          \
        }                                                                                    \
        SWIFTACT_EACH(part, 8 / width) {                                                     \
            const Scalar *from = lines + 2 * width * part;                                   \
            Tile tile[width];                                                                \
            SWIFTACT_EACH(i, width) __builtin_memcpy(&tile[i], from + 16 * i, sizeof(Tile)); \
            turn(tile);                                                                      \
            char *to = rows + 2 * width * part * outer;                                      \
            SWIFTACT_EACH(i, width) {                                                        \
                __builtin_memcpy(to + i * outer, &tile[i], 16);                              \
                __builtin_memcpy(to + (width + i) * outer, (char *)&tile[i] + 16, 16);       \
            }                                                                                \
        }                                                                                    \
    }

SWIFTACT_COLUMNS(f32x16, swiftact_f32x8, swiftact_turn_f32x8, float, SWIFTACT_WIDTH_F32X16)
SWIFTACT_COLUMNS(f64x8, swiftact_f64x4, swiftact_turn_f64x4, double, SWIFTACT_WIDTH_F64X8)

#endif

/* ---- All columns ----------------------------------------------------------- */

/* The last few may be some of those before. */
#define SWIFTACT_FIRST_COLUMN(j, width, count) \
    ((count) < (width) || (j) + (width) <= (count) ? (j) : (count) - (width))

#define SWIFTACT_LINES(name, Scalar, width)                                                       \
    static __attribute__((noinline)) void swiftact_lines_from_rows_##name(                        \
        const void *rows, intptr_t outer, void *lines, intptr_t count) {                          \
        for (intptr_t j = 0; j < count; j += width) {                                             \
            const intptr_t start = SWIFTACT_FIRST_COLUMN(j, width, count);                        \
            swiftact_columns_from_rows_##name((const char *)rows + start * sizeof(Scalar), outer, \
                                              (Scalar *)lines + 16 * start, count);               \
        }                                                                                         \
    }                                                                                             \
                                                                                                  \
    static __attribute__((noinline)) void swiftact_rows_from_lines_##name(                        \
        const void *lines, void *rows, intptr_t outer, intptr_t count) {                          \
        for (intptr_t j = 0; j < count; j += width) {                                             \
            const intptr_t start = SWIFTACT_FIRST_COLUMN(j, width, count);                        \
            swiftact_rows_from_columns_##name((const Scalar *)lines + 16 * start,                 \
                                              (char *)rows + start * sizeof(Scalar), outer,       \
                                              count);                                             \
        }                                                                                         \
    }

SWIFTACT_LINES(f64x8, double, SWIFTACT_WIDTH_F64X8)
SWIFTACT_LINES(f32x16, float, SWIFTACT_WIDTH_F32X16)

#endif

#endif
