// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// The state of the log at one size: C2SP tlog-checkpoint.
package struct Checkpoint: Sendable, Hashable {
    /// The log's name; the same for ever.
    package let origin: String
    package let size: Int64
    package let root: [UInt8]
    /// The signed note, as it is handed out.
    package let note: String

    init(origin: String, size: Int64, root: [UInt8], note: String) {
        self.origin = origin
        self.size = size
        self.root = root
        self.note = note
    }

    /// What is signed.
    static func text(origin: String, size: Int64, root: [UInt8]) -> String {
        "\(origin)\n\(size)\n\(Data(root).base64EncodedString())\n"
    }

    /// Reads a note without judging its signatures.
    package init(unverified note: String) throws(AuditError) {
        let parsed = try SignedNote.parse(note)
        // Lines after the third are extensions, which this log does not write and may be there.
        let lines = parsed.text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, !lines[0].isEmpty, let size = Int64(lines[1]), size >= 0,
            String(size) == lines[1], let root = SignedNote.base64(lines[2]),
            root.count == Merkle.hashBytes
        else { throw .malformedCheckpoint }
        self.init(origin: String(lines[0]), size: size, root: root, note: note)
    }
}
