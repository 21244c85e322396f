// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CMediaKernels

/// Memory for one table of an index: zeroed, in large pages, released with its owner.
///
/// Tables are filled once, by whoever makes them, and only read from then on.
//
// SAFETY: the pointer is the object's own from `init` to `deinit`; writes end before the object is
// shared between threads.
@safe final class TableMemory: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
    let byteCount: Int

    init(byteCount: Int) {
        unsafe start = cmk_allocate(byteCount)
        self.byteCount = byteCount
    }

    deinit { unsafe cmk_release(start, byteCount) }

    /// The memory as elements of a type.
    ///
    /// SAFETY: the caller uses it while the object lives, and within `byteCount`.
    @unsafe func elements<Element: BitwiseCopyable>(
        of type: Element.Type
    ) -> UnsafeMutablePointer<Element> {
        unsafe start.assumingMemoryBound(to: type)
    }

    /// The memory as bytes.
    @unsafe var bytes: UnsafeMutableRawBufferPointer {
        unsafe UnsafeMutableRawBufferPointer(start: start, count: byteCount)
    }
}
