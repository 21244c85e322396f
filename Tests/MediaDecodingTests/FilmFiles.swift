// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import TestSupport
import Testing

/// The films that `Oracle/films.py` makes, once for all tests, with what the reference says of
/// them.
enum FilmFiles {
    struct Film: Decodable, Sendable {
        struct Frame: Decodable, Sendable {
            let number: Int
            let hash: String
            let quality: Int
            let milliseconds: Int

            init(from decoder: any Decoder) throws {
                var fields = try decoder.unkeyedContainer()
                number = try fields.decode(Int.self)
                hash = try fields.decode(String.self)
                quality = try fields.decode(Int.self)
                milliseconds = try fields.decode(Int.self)
            }
        }

        let name: String
        let frames: [Frame]
    }

    private static let made = Result { () throws -> (folder: URL, films: [Film]) in
        let folder = URL(filePath: try ScratchFolder.path() + "/films")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = try PythonScript(
            "Tests/MediaDecodingTests/Oracle/films.py", arguments: [folder.path])
        guard let line = script.line() else { throw NotMade() }
        let films = try JSONDecoder().decode([Film].self, from: Data(line.utf8))
        guard try script.finish() == 0 else { throw NotMade() }
        return (folder, films)
    }

    struct NotMade: Error {}

    static func honest() throws -> [Film] { try made.get().films }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: made.get().folder.appending(path: name)))
    }
}
