// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import FileDigesting

/// A file on its way into memory: its digests, and its bytes as long as they are not too many.
package struct FileContents: Sendable {
    package private(set) var byteCount = 0
    /// `nil` once there are more than the bound.
    package private(set) var bytes: [UInt8]? = []
    private var digester = FileDigester()
    private let bytesMax: Int

    /// - Parameter bytesMax: the most bytes that are kept; the others count, and are in the
    ///   digests.
    package init(bytesMax: Int) { self.bytesMax = bytesMax }

    package mutating func add(_ piece: ArraySlice<UInt8>) {
        byteCount += piece.count
        digester.add(piece)
        if byteCount <= bytesMax {
            bytes?.append(contentsOf: piece)
        } else {
            bytes = nil
        }
    }

    /// Of all that was added.
    package var digests: FileDigests { FileDigests(digester) }
}
