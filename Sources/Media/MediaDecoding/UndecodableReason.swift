// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Why a file has no reading.
///
/// The raw values are stable codes: stored, shown and documented.
public enum UndecodableReason: String, Error, CaseIterable, Hashable, Sendable {
    /// No bytes at all.
    case empty = "media.empty"
    /// More bytes than the pool accepts.
    case tooManyBytes = "media.too-many-bytes"
    /// The first bytes are of no format the decoder reads, or the format's variant is not read.
    case unsupported = "media.unsupported"
    /// The file ends before its picture does.
    case truncated = "media.truncated"
    /// The file breaks its format's rules.
    case malformed = "media.malformed"
    /// The picture's header claims more pixels than the pool accepts.
    case tooManyPixels = "media.too-many-pixels"
    /// The file is a video without pictures, such as one of sound only.
    case noPicture = "media.no-picture"
    /// The file cannot be read without a password.
    case encrypted = "media.encrypted"
    /// The archive lies deeper in other archives than the pool looks.
    case nestedTooDeep = "media.nested-too-deep"
    /// Decoding wanted more memory than a child may have.
    case outOfMemory = "media.out-of-memory"
    /// Decoding took longer than the deadline; the child was killed.
    case timedOut = "media.timed-out"
    /// The child died while it worked on the file.
    case crashed = "media.crashed"
    /// The child's answer was not one; the child was killed.
    case garbled = "media.garbled"
    /// No child could be started: says nothing about the file. `DecoderPool.verify()` tells why.
    case unavailable = "media.unavailable"
    /// Too many files were waiting: says nothing about the file.
    case busy = "media.busy"
}

extension UndecodableReason: WireCoded {
    /// The stable code, such as `media.truncated`.
    public var code: String { rawValue }

    /// Whether the same file may well have a reading later, because the reason lies with the
    /// machine.
    ///
    /// Such a reason is a cause to try again, not a fact about the file.
    public var isTransient: Bool { self == .unavailable || self == .busy }

    /// The byte that stands for the reason between the pool and its children.
    package var wireCode: UInt8 {
        switch self {
        case .empty: 1
        case .tooManyBytes: 2
        case .unsupported: 3
        case .truncated: 4
        case .malformed: 5
        case .tooManyPixels: 6
        case .outOfMemory: 7
        case .timedOut: 8
        case .crashed: 9
        case .garbled: 10
        case .unavailable: 11
        case .busy: 12
        case .noPicture: 13
        case .encrypted: 14
        case .nestedTooDeep: 15
        }
    }
}
