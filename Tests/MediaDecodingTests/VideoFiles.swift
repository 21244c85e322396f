// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import TestSupport
import Testing

/// The videos that `Oracle/videos.py` makes, once for all tests, with what the reference says of
/// them.
enum VideoFiles {
    struct Video: Decodable, Sendable {
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

    private static let made = Result { () throws -> (folder: URL, videos: [Video]) in
        let folder = URL(filePath: try ScratchFolder.path() + "/videos")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = try PythonScript(
            "Tests/MediaDecodingTests/Oracle/videos.py", arguments: [folder.path])
        guard let line = script.line() else { throw NotMade() }
        let videos = try JSONDecoder().decode([Video].self, from: Data(line.utf8))
        guard try script.finish() == 0 else { throw NotMade() }
        return (folder, videos)
    }

    struct NotMade: Error {}

    static func honest() throws -> [Video] { try made.get().videos }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: made.get().folder.appending(path: name)))
    }
}
