// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

#if canImport(CMediaKernels)
import CMediaKernels
#endif

/// What the processor can do beyond its architecture's common ground.
enum ProcessorLevel {
    /// 0 for nothing more, see `cmk_level`; `nil` where there is no C, and the loops in Swift run.
    static var here: Int32? {
        #if canImport(CMediaKernels)
        cmk_level_of_processor()
        #else
        nil
        #endif
    }
}
