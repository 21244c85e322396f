// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import TestSupport

/// The files that `Oracle/shown.py` makes, once for all tests, with what they show.
enum ShownFiles {
    struct Moving: Decodable, Sendable {
        let name: String
        /// Pictures that are on the screen for 200 milliseconds or longer, or only hidden.
        let shown: [String]
        let hidesFirst: Bool
    }

    struct Made: Decodable, Sendable {
        let moving: [Moving]
        /// JPEG files without their end: all there, and not.
        let whole: [String]
        let half: [String]
    }

    struct NotMade: Error {}

    private static let made = Result { () throws -> (folder: URL, files: Made) in
        let folder = URL(filePath: try ScratchFolder.path() + "/shown")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = try PythonScript(
            "Tests/MediaDecodingTests/Oracle/shown.py", arguments: [folder.path])
        guard let line = script.line() else { throw NotMade() }
        let files = try JSONDecoder().decode(Made.self, from: Data(line.utf8))
        guard try script.finish() == 0 else { throw NotMade() }
        return (folder, files)
    }

    static func files() throws -> Made { try made.get().files }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: made.get().folder.appending(path: name)))
    }
}
