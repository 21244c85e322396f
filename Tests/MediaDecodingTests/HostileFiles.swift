// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import TestSupport
import Testing

/// The files that `Oracle/hostile.py` makes, once for all tests.
enum HostileFiles {
    private static let folder = Result { () throws -> URL in
        let folder = URL(filePath: try ScratchFolder.path() + "/hostile")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = try PythonScript(
            "Tests/MediaDecodingTests/Oracle/hostile.py", arguments: [folder.path])
        guard try script.finish() == 0 else { throw NotMade() }
        return folder
    }

    struct NotMade: Error {}

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.get().appending(path: name)))
    }
}
