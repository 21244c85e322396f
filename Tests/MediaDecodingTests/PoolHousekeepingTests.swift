// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc
import MediaDecoding
import TestSupport
import Testing

/// What a pool leaves behind: nothing.
///
/// In a process of its own, where nobody else opens a file or starts a child.
struct PoolHousekeepingTests {
    @Test func `five hundred files leave no child and no descriptor behind`() async throws {
        await #expect(processExitsWith: .success) {
            let pool = DecoderPool(configuration: .besideRunningExecutable().patient)
            let good = PictureFile.waves(width: 12, height: 12)
            let broken = Array(good.prefix(90))
            func read(_ count: Int, brokenEvery: Int) async {
                for index in 1...count {
                    let isBroken = index % brokenEvery == 0
                    let reading = await pool.reading(of: isBroken ? broken : good)
                    #expect(reading.isPicture != isBroken)
                }
            }
            await read(10, brokenEvery: 5)
            let before = try openDescriptors()
            await read(500, brokenEvery: 20)
            let after = try openDescriptors()
            // Two children, one of which may just be starting. A leak for each file, or for each
            // of the 25 children replaced, would show.
            #expect(abs(after - before) <= 4, "\(before) descriptors became \(after)")
            await pool.shutdown()
            // Also not a dead one that nobody asked about.
            let result = waitpid(-1, nil, WNOHANG)
            #expect(result == -1 && errno == ECHILD)
        }
    }

    @Test func `a child dies with its parent, however that dies`() throws {
        let parent = try PythonScript(
            "Tests/MediaDecodingTests/Oracle/dying_parent.py",
            arguments: [DecoderPool.Configuration.besideRunningExecutable().executablePath])
        #expect(parent.line() == "confined")
        #expect(parent.line() == "gone")
        #expect(try parent.finish() == 0)
    }
}

private func openDescriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
}
