// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc
import NightlightCore

/// A file that appears whole under its name, or not at all.
///
/// It is written beside its place under another name, flushed to the disk, and then given its own.
struct NewFile: ~Copyable {
    let path: String
    private let draftPath: String
    private let replaces: Bool
    private let handle: FileHandle

    /// - Parameter replaces: whether a file of that name may be replaced.
    /// - Throws: `FileWritingError`; with `.exists` at once, not after everything was written.
    init(path: String, replaces: Bool) throws {
        if !replaces, FileManager.default.fileExists(atPath: path) {
            throw FileWritingError.exists
        }
        let draftPath = "\(path).\(UUID().uuidString).part"
        // What is in it is for whoever runs the command, and nobody else of this machine.
        // SAFETY: the path is a string that outlives the call.
        let descriptor = unsafe open(draftPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileWritingError(errorNumber: errno) }
        self.path = path
        self.replaces = replaces
        self.draftPath = draftPath
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Whatever has not been given its name is taken away.
    deinit {
        // SAFETY: both paths are strings that outlive the calls.
        unsafe unlink(draftPath)
    }

    mutating func write(_ text: String) throws {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            throw FileWritingError.notWritten
        }
    }

    /// Gives the file its name; without `replaces`, only when there is still none.
    mutating func finish() throws {
        guard fsync(handle.fileDescriptor) == 0 else { throw FileWritingError.notWritten }
        // SAFETY: both paths are strings that outlive the calls.
        let result = replaces ? unsafe rename(draftPath, path) : unsafe link(draftPath, path)
        guard result == 0 else { throw FileWritingError(errorNumber: errno) }
    }
}

/// Why a file was not written.
enum FileWritingError: CodedError, AdvisedError, Equatable {
    /// There is a file of this name already.
    case exists
    /// The folder is not there.
    case folderMissing
    /// This user may not write there.
    case writingNotPermitted
    /// The system could not write the file to its end.
    case notWritten

    init(errorNumber: Int32) {
        switch errorNumber {
        case EEXIST: self = .exists
        case ENOENT, ENOTDIR: self = .folderMissing
        case EACCES, EPERM, EROFS: self = .writingNotPermitted
        default: self = .notWritten
        }
    }

    var code: String {
        switch self {
        case .exists: "file.exists"
        case .folderMissing: "file.folder-missing"
        case .writingNotPermitted: "file.writing-not-permitted"
        case .notWritten: "file.not-written"
        }
    }
}

extension FileWritingError: CustomStringConvertible {
    var description: String {
        switch self {
        case .exists: "There is a file of this name. --force replaces it."
        case .folderMissing: "The folder is not there."
        case .writingNotPermitted: "This user may not write there."
        case .notWritten: "It could not be written to its end."
        }
    }

    var exitStatus: ExitStatus {
        switch self {
        case .exists: .checkFailed
        case .folderMissing: .notFound
        case .writingNotPermitted, .notWritten: .unavailable
        }
    }
}
