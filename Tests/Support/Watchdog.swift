// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Synchronization

/// Runs a shell command when this process has ended, be it by a crash or a signal.
enum Watchdog {
    static func afterExit(_ command: String) throws {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        // Signals that end the test run from the keyboard must not end the watchdog first.
        shell.arguments = ["-c", "trap '' INT TERM HUP; cat >/dev/null; \(command)"]
        let pipe = Pipe()
        shell.standardInput = pipe
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        // The writing end stays open, and unread, for the life of this process.
        held.withLock { $0.append(pipe) }
    }

    private static let held = Mutex<[Pipe]>([])
}
