// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Why a text is not the vPDQ form of a video's fingerprint.
public enum VideoTextError: Error, Hashable, Sendable {
    /// There is no line.
    case empty
    /// There are more frames than are read; the line is the first too many.
    case tooManyFrames(line: Int)
    /// A line is longer than any that has four fields.
    case lineTooLong(line: Int)
    /// A line has not three or four fields between commas.
    case fieldCount(line: Int)
    /// The first field is no frame number.
    case badNumber(line: Int)
    /// The quality is not 0 to 100.
    case badQuality(line: Int)
    /// The fingerprint is not 64 hexadecimal digits.
    case badHash(line: Int)
    /// The time is not a number of seconds of 0 or more.
    case badTime(line: Int)

    /// The stable code, such as `vpdq.bad-hash`.
    public var code: String {
        switch self {
        case .empty: "vpdq.empty"
        case .tooManyFrames: "vpdq.too-many-frames"
        case .lineTooLong: "vpdq.line-too-long"
        case .fieldCount: "vpdq.field-count"
        case .badNumber: "vpdq.bad-number"
        case .badQuality: "vpdq.bad-quality"
        case .badHash: "vpdq.bad-hash"
        case .badTime: "vpdq.bad-time"
        }
    }

    /// The line, from 1; `nil` when there is none.
    public var line: Int? {
        switch self {
        case .empty: nil
        case .tooManyFrames(let line), .lineTooLong(let line), .fieldCount(let line),
            .badNumber(let line), .badQuality(let line), .badHash(let line), .badTime(let line):
            line
        }
    }
}
