// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Synchronization

/// One folder for everything this test process writes, removed when the process is gone, however it
/// ends: a small shell waits for the end of its standard input, which this process holds open.
package enum ScratchFolder {
    private static let made = Mutex<String?>(nil)

    package static func path() throws -> String {
        try made.withLock { made in
            if let made { return made }
            let folder = FileManager.default.temporaryDirectory
                .appendingPathComponent("nightlight-tests-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try Watchdog.afterExit("rm -rf '\(folder.path)'")
            made = folder.path
            return folder.path
        }
    }
}
