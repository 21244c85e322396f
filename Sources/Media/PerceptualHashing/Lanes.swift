// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

#if canImport(CMediaKernels)
import CMediaKernels
#endif

/// Eight rows side by side: sample `x` of all eight lies together, so that one vector holds it.
enum Lanes {
    static let count = 8

    /// SAFETY: the caller vouches for eight times `width` samples on both sides.
    @unsafe static func gather(
        _ rows: UnsafePointer<Float>, width: Int, into lanes: UnsafeMutablePointer<Float>
    ) {
        #if canImport(CMediaKernels)
        unsafe cmk_to_lanes(rows, width, lanes)
        #else
        for column in 0..<width {
            for lane in 0..<count {
                unsafe lanes[column &* count &+ lane] = rows[lane &* width &+ column]
            }
        }
        #endif
    }

    /// SAFETY: the caller vouches for eight times `width` samples on both sides.
    @unsafe static func scatter(
        _ lanes: UnsafePointer<Float>, width: Int, into rows: UnsafeMutablePointer<Float>
    ) {
        #if canImport(CMediaKernels)
        unsafe cmk_from_lanes(lanes, width, rows)
        #else
        for column in 0..<width {
            for lane in 0..<count {
                unsafe rows[lane &* width &+ column] = lanes[column &* count &+ lane]
            }
        }
        #endif
    }
}
