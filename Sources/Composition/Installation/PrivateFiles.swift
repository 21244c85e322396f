// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Foundation

/// Keeps what an installation writes from everybody else on the machine: folders 0700, files 0600.
///
/// A folder or a file that was made in another way is mended where it is this user's own; where it
/// is not, nothing starts.
package enum PrivateFiles {
    package static let folderMode = 0o700
    package static let fileMode = 0o600

    /// SQLite's file, and what it writes beside it while it is open.
    package static func files(ofDatabase file: URL) -> [URL] {
        ["", "-wal", "-shm"].map { URL(filePath: file.path + $0) }
    }

    /// Whether others than the owner may read or change it; `false` where there is nothing.
    package static func isExposed(_ url: URL) -> Bool { (mode(of: url) ?? 0) & 0o077 != 0 }

    /// Makes the folder where there is none, and closes it to others where it is open.
    /// - Throws: `InstallationError.notPrivate`.
    static func prepare(folder: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: folderMode])
        } catch {
            throw InstallationError.cannotMakeFolder
        }
        try close(folder, to: folderMode)
    }

    /// Closes SQLite's files to others where they are open.
    static func prepare(database file: URL) throws {
        for each in files(ofDatabase: file) { try close(each, to: fileMode) }
    }

    private static func close(_ url: URL, to mode: Int) throws {
        guard isExposed(url) else { return }
        do {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
        } catch {
            throw InstallationError.notPrivate
        }
    }

    private static func mode(of url: URL) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: url.resolvingSymlinksInPath().path)
        return attributes?[.posixPermissions] as? Int
    }
}
