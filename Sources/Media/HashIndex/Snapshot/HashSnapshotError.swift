// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Why a snapshot was not read or written.
///
/// A snapshot only saves time: whoever cannot read one makes the index again from its source.
public enum HashSnapshotError: Error, Hashable, Sendable {
    /// There is no file of this name.
    case missing
    /// The file is no snapshot, or one of another kind of index.
    case notASnapshot
    /// The file was written by another version.
    case otherVersion(Int)
    /// The file ends before it should, or is longer.
    case wrongSize
    /// The bytes are not those that were written.
    case damaged
    /// Somebody else is writing a snapshot of this name at the moment.
    case busy
    /// The system refused to read or write.
    case system(errorNumber: Int)

    /// The stable code, such as `hash-snapshot.damaged`.
    public var code: String {
        switch self {
        case .missing: "hash-snapshot.missing"
        case .notASnapshot: "hash-snapshot.not-a-snapshot"
        case .otherVersion: "hash-snapshot.other-version"
        case .wrongSize: "hash-snapshot.wrong-size"
        case .damaged: "hash-snapshot.damaged"
        case .busy: "hash-snapshot.busy"
        case .system: "hash-snapshot.system"
        }
    }
}
