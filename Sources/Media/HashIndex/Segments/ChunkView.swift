// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A chunk's table as a search reads it: plain pointers, so that nothing is counted while it runs.
//
// SAFETY: a segment makes its views of memory it owns, and outlives every search that reads them.
@unsafe struct ChunkView: BitwiseCopyable {
    let chunk: HashChunk
    let lines: UnsafePointer<UInt32>
    let runs: UnsafePointer<UInt32>
}
