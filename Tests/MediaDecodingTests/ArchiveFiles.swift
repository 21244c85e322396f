// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import TestSupport
import Testing

/// The archives that `Oracle/archives.py` makes, once for all tests.
enum ArchiveFiles {
    struct Archive: Decodable, Sendable {
        struct Member: Decodable, Sendable {
            let size: Int
            let md5: String
            let sha1: String
            let sha256: String
        }

        let name: String
        let members: [Member]
    }

    private static let made = Result { () throws -> (folder: URL, archives: [Archive]) in
        let folder = URL(filePath: try ScratchFolder.path() + "/archives")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = try PythonScript(
            "Tests/MediaDecodingTests/Oracle/archives.py", arguments: [folder.path])
        guard let line = script.line() else { throw NotMade() }
        let archives = try JSONDecoder().decode([Archive].self, from: Data(line.utf8))
        guard try script.finish() == 0 else { throw NotMade() }
        return (folder, archives)
    }

    struct NotMade: Error {}

    static func honest() throws -> [Archive] { try made.get().archives }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: made.get().folder.appending(path: name)))
    }
}
