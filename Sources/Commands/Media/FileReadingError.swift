// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import NightlightCore

/// Why a file that somebody named has no fingerprints.
///
/// Says nothing about its contents.
enum FileReadingError: CodedError, AdvisedError, Equatable {
    /// There is no file of this name.
    case missing
    /// This user may not read the file.
    case notPermitted
    /// The name is no UTF-8 text, as on disks of old systems, and nothing can be opened by it.
    case nameUnreadable
    /// The name is that of a folder, a pipe or a device.
    case notAFile
    /// The system could not read the file to its end.
    case unreadable(errorNumber: Int32)
    /// The decoder could not be put to work on the file; run the command again.
    case decoderUnavailable

    /// Says on standard error which file has no fingerprints, and why.
    func tell(of path: String) {
        Output.note("error: \(TextTable.singleLine(path)): \(self) [\(code)]")
    }

    init(errorNumber: Int32) {
        switch errorNumber {
        case ENOENT, ENOTDIR: self = .missing
        case EACCES, EPERM: self = .notPermitted
        case EISDIR, ENXIO: self = .notAFile
        default: self = .unreadable(errorNumber: errorNumber)
        }
    }

    var code: String {
        switch self {
        case .missing: "file.missing"
        case .notPermitted: "file.not-permitted"
        case .nameUnreadable: "file.name-unreadable"
        case .notAFile: "file.not-a-file"
        case .unreadable: "file.unreadable"
        case .decoderUnavailable: "file.decoder-unavailable"
        }
    }
}

extension FileReadingError: CustomStringConvertible {
    var exitStatus: ExitStatus { .notFound }

    var description: String {
        switch self {
        case .missing: "There is no such file."
        case .notPermitted: "This user may not read it."
        case .nameUnreadable: "Its name is no UTF-8 text; rename it, and run the command again."
        case .notAFile: "It is a folder, a pipe or a device."
        case .unreadable(let errorNumber): "It cannot be read (error number \(errorNumber))."
        case .decoderUnavailable: "The decoder could not be put to work on it. Try again."
        }
    }
}
