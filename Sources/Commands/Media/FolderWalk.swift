// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc

/// Finds the files in folders and in the folders in them, always in the same order.
///
/// Links are not followed: they could lead in circles, or out of what was named.
struct FolderWalk {
    // LIMIT: files of one run: their names take half a gigabyte.
    static let filesMax = 5_000_000

    /// Files found, in order; a file that was named itself is one too.
    private(set) var files: [String] = []
    /// Folders that this user may not read, and what is in a folder under a name that cannot be
    /// said: one that is no UTF-8, as old disks and archives have.
    private(set) var unreadable: [Gap] = []

    struct Gap {
        let path: String
        let reason: FileReadingError
    }
    private(set) var isCutShort = false

    init(_ paths: [String]) {
        var waiting = Array(paths.reversed())
        while let path = waiting.popLast() {
            switch Self.kind(of: path) {
            case .folder:
                guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
                    // The system says why when it is asked directly.
                    let reason: FileReadingError =
                        unsafe access(path, R_OK | X_OK) == 0
                        ? .unreadable(errorNumber: EIO) : FileReadingError(errorNumber: errno)
                    unreadable.append(Gap(path: path, reason: reason))
                    continue
                }
                let folder = path.hasSuffix("/") ? path : path + "/"
                // Taken from the end, so the first name goes last.
                waiting += names.sorted(by: >).map { folder + $0 }
            case .file:
                guard files.count < Self.filesMax else {
                    isCutShort = true
                    return
                }
                files.append(path)
            case .other where paths.contains(path), .unknown(_) where paths.contains(path):
                // Whoever named it learns why it cannot be read.
                files.append(path)
            case .unknown(let error):
                // What is no UTF-8 is read as this; what is gone since has no such sign.
                let isMisread = error == ENOENT && path.unicodeScalars.contains("\u{fffd}")
                unreadable.append(
                    Gap(
                        path: path,
                        reason: isMisread ? .nameUnreadable : FileReadingError(errorNumber: error)))
            case .other: break
            }
        }
    }

    /// Says on standard error which folders could not be read, and that there is more.
    func tellOfGaps() {
        for gap in unreadable {
            gap.reason.tell(of: gap.path)
        }
        if isCutShort { Output.note("note: there are more than \(Self.filesMax) files.") }
    }

    private enum Kind {
        case file, folder, other
        case unknown(errorNumber: Int32)
    }

    private static func kind(of path: String) -> Kind {
        var status = stat()
        // SAFETY: the status outlives the call.
        guard unsafe lstat(path, &status) == 0 else { return .unknown(errorNumber: errno) }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .other
        }
    }
}
