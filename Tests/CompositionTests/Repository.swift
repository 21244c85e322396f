// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// The sources and pages that the list of features is held against.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The folders that lie directly in one.
    static func folders(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            at: root.appending(path: path), includingPropertiesForKeys: [.isDirectoryKey]
        ).filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false }
            .map(\.lastPathComponent).sorted()
    }

    /// What stands behind each occurrence of `opening` in the Swift files below a folder, up to the
    /// next quotation mark.
    static func quoted(behind opening: String, in path: String) throws -> [String] {
        let files = FileManager.default.enumerator(
            at: root.appending(path: path), includingPropertiesForKeys: nil)
        var found: [String] = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let pieces = try String(contentsOf: file, encoding: .utf8)
                .components(separatedBy: opening).dropFirst()
            found += pieces.map { piece in String(piece.prefix { $0 != "\"" }) }
        }
        return found.sorted()
    }
}
