// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Foundation

/// Keeps what an installation writes from everybody else on the machine: folders 0700, files 0600.
///
/// A folder or a file that was made in another way is mended where it is this user's own and serves
/// nothing else; where it is not or does, nothing starts: to close a folder that others work in
/// would lock them out.
package enum PrivateFiles {
    package static let folderMode = 0o700
    package static let fileMode = 0o600

    /// SQLite's file, and what it writes beside it while it is open.
    package static func files(ofDatabase file: URL) -> [URL] {
        ["", "-wal", "-shm"].map { URL(filePath: file.path + $0) }
    }

    /// Whether others than the owner may read or change it; `false` where there is nothing.
    package static func isExposed(_ url: URL) -> Bool { (mode(of: url) ?? 0) & 0o077 != 0 }

    /// Makes the data directory where there is none, and closes it to others where it is open and
    /// holds nothing but what an installation with these settings keeps there.
    /// - Throws: `InstallationError.notPrivate`, `.sharedFolder`.
    static func prepareDataDirectory(of settings: Settings) throws {
        let folder = settings.dataDirectory
        try make(folder)
        guard isExposed(folder) else { return }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            throw InstallationError.notPrivate
        }
        guard Set(names).isSubset(of: settings.dataDirectoryNames) else {
            throw InstallationError.sharedFolder
        }
        try close(folder, to: folderMode)
    }

    /// Makes a folder, and those around it that are missing, for their owner alone.
    static func make(_ folder: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: folderMode])
        } catch {
            throw InstallationError.cannotMakeFolder
        }
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

extension Settings {
    /// What an installation keeps in its data directory, whoever put it there.
    fileprivate var dataDirectoryNames: Set<String> {
        let own = ["settings.json", "keys", "hash-index", "hash-index.new"]
        let database = try? DatabaseOpening(settings: self).sqliteFile
        let named = [
            Setting.keysDirectory, .keysPassphraseFile, .mailPasswordFile,
            .registryBootstrapDirectory, .countryDatabasePath,
        ].compactMap(path)
        let files = named + (database.map(PrivateFiles.files) ?? [])
        let folder = dataDirectory.standardizedFileURL.pathComponents
        return Set(own).union(
            files.map(\.standardizedFileURL.pathComponents)
                .filter { $0.count > folder.count && $0.starts(with: folder) }
                .map { $0[folder.count] })
    }
}
