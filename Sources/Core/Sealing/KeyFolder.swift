// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc

/// The file system as key files need it: nothing overwritten, nothing exposed, everything on disk
/// before it is answered.
enum KeyFolder {
    // LIMIT: bytes of a key file; the longest is the casework public key in hexadecimal, 2.6 kB.
    private static let fileBytesMax = 16_384

    /// Reads a regular file that only its owner can read.
    /// - Returns: `nil` where there is no file.
    static func read(_ name: KeyName, in folder: String, checksMode: Bool) throws(KeyError)
        -> String?
    {
        // O_NONBLOCK: a pipe in the file's place must not hold the program up.
        let descriptor = unsafe open(
            "\(folder)/\(name.rawValue)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            if Glibc.errno == ENOENT { return nil }
            throw .unreadable(name, errorNumber: Glibc.errno)
        }
        defer { close(descriptor) }
        var status = stat()
        // SAFETY: status outlives the call.
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw .unreadable(name, errorNumber: Glibc.errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAKey(name) }
        if checksMode, !name.isPublic, status.st_mode & 0o077 != 0 {
            throw .exposed(name, mode: status.st_mode & 0o7777)
        }
        var bytes = [UInt8](repeating: 0, count: fileBytesMax + 1)
        var count = 0
        while count < bytes.count {
            let room = bytes.count - count
            // SAFETY: the buffer has `room` bytes from `count` on.
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), room)
            }
            if got < 0 { throw .unreadable(name, errorNumber: Glibc.errno) }
            if got == 0 { break }
            count += got
        }
        guard count <= fileBytesMax,
            let text = String(validating: bytes.prefix(count), as: UTF8.self)
        else { throw .notAKey(name) }
        return text
    }

    /// Whether anything has the key's name, readable or not.
    static func contains(_ name: KeyName, in folder: String) -> Bool {
        var status = stat()
        // SAFETY: status outlives the call; the path is passed as a C string for its duration.
        return unsafe lstat("\(folder)/\(name.rawValue)", &status) == 0 || Glibc.errno != ENOENT
    }

    /// Refuses a folder that others may enter.
    static func checkMode(of folder: String) throws(KeyError) {
        var status = stat()
        // SAFETY: status outlives the call; the path is passed as a C string for its duration.
        guard unsafe stat(folder, &status) == 0 else { return }
        if status.st_mode & 0o077 != 0 { throw .folderExposed(mode: status.st_mode & 0o7777) }
    }

    /// Makes a folder with these files, all or none: it appears under its name when it is complete.
    ///
    /// The folder is written beside its place and renamed there. `rename` replaces an empty folder
    /// and refuses any other, so no key is ever lost to a second start.
    static func create(at folder: String, files: [KeyFile]) throws(KeyError) {
        var generator = SystemRandomNumberGenerator()
        let suffix = UInt64.random(in: 0...UInt64.max, using: &generator)
        let draft = "\(folder).new-\(String(suffix, radix: 16))"
        guard unsafe mkdir(draft, 0o700) == 0 else {
            throw .cannotCreate(errorNumber: Glibc.errno)
        }
        do throws(KeyError) {
            for file in files { try write(file, in: draft) }
            try synchronise(folder: draft)
            guard unsafe rename(draft, folder) == 0 else {
                let number = Glibc.errno
                let isTaken = number == ENOTEMPTY || number == EEXIST || number == ENOTDIR
                throw isTaken ? KeyError.alreadyPresent : .cannotCreate(errorNumber: number)
            }
        } catch {
            for file in files { unsafe unlink("\(draft)/\(file.name.rawValue)") }
            unsafe rmdir(draft)
            throw error
        }
        try synchronise(folder: parent(of: folder))
    }

    /// Makes the folders above, for their owner alone, where there are none.
    static func prepareParent(of folder: String) throws(KeyError) {
        do {
            try FileManager.default.createDirectory(
                atPath: parent(of: folder), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .cannotCreate(errorNumber: Glibc.errno)
        }
    }

    private static func write(_ file: KeyFile, in folder: String) throws(KeyError) {
        let descriptor = unsafe open(
            "\(folder)/\(file.name.rawValue)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
            0o600)
        guard descriptor >= 0 else { throw .cannotCreate(errorNumber: Glibc.errno) }
        defer { close(descriptor) }
        var rest = Array(file.text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.count
            // SAFETY: the buffer has `count` bytes.
            let written = unsafe rest.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress, count)
            }
            guard written > 0 else { throw .cannotCreate(errorNumber: Glibc.errno) }
            rest = rest.dropFirst(written)
        }
        guard fsync(descriptor) == 0 else { throw .cannotCreate(errorNumber: Glibc.errno) }
    }

    private static func synchronise(folder: String) throws(KeyError) {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotCreate(errorNumber: Glibc.errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .cannotCreate(errorNumber: Glibc.errno) }
    }

    private static func parent(of folder: String) -> String {
        let parts = folder.split(separator: "/", omittingEmptySubsequences: true).dropLast()
        let joined = parts.joined(separator: "/")
        if folder.hasPrefix("/") { return "/" + joined }
        return joined.isEmpty ? "." : joined
    }
}
