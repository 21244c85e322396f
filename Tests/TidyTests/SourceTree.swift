// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// The repository's own files, or a few made-up ones with which a rule shows that it can fail.
struct SourceTree: Sendable {
    let files: [SourceFile]

    init(_ files: [SourceFile]) {
        self.files = files.sorted { $0.path < $1.path }
    }

    func file(_ path: String) -> SourceFile? {
        files.first { $0.path == path }
    }

    func files(in folder: String, suffix: String? = nil) -> [SourceFile] {
        files.filter { $0.isIn(folder) && (suffix == nil || $0.suffix == suffix) }
    }

    var swiftFiles: [SourceFile] { files.filter { $0.suffix == "swift" } }

    /// Folders that hold what was built, installed or drawn, and never what was written.
    static let foldersLeftOut: Set<String> = [
        ".git", ".build", ".venv", ".nightlight", "screenshots", "__pycache__", ".swiftpm",
    ]

    /// Reads the repository that this very file belongs to.
    static func repository(of file: String = #filePath) throws -> SourceTree {
        let root = URL(fileURLWithPath: file).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try SourceTree(files(at: root, under: ""))
    }

    private static func files(at folder: URL, under prefix: String) throws -> [SourceFile] {
        var files: [SourceFile] = []
        let keys: [URLResourceKey] = [.isDirectoryKey, .isSymbolicLinkKey]
        let entries = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: keys)
        for entry in entries {
            let name = entry.lastPathComponent
            let path = prefix + name
            let values = try entry.resourceValues(forKeys: Set(keys))
            if values.isDirectory == true {
                let isBuildFolder = name.hasPrefix(".build")
                guard !foldersLeftOut.contains(name), !isBuildFolder else { continue }
                files += try Self.files(at: entry, under: path + "/")
            } else if values.isSymbolicLink != true, path != "Package.resolved" {
                files.append(SourceFile(path: path, bytes: Array(try Data(contentsOf: entry))))
            }
        }
        return files
    }
}
