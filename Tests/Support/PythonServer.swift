// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// A test-time script that serves until its standard input ends.
///
/// It prints one line when it is ready, and what happened afterwards.
package final class PythonServer: Sendable {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    /// What it said when it was ready, in words.
    package let greeting: [String]

    package init(_ script: String, _ arguments: [String] = []) async throws {
        process.executableURL = PythonTool.root.appendingPathComponent(".venv/bin/python3")
        process.arguments =
            [PythonTool.root.appendingPathComponent(script).path] + arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let reading = output.fileHandleForReading
        greeting = try await PythonTool.onOwnThread {
            var line: [UInt8] = []
            while let byte = try reading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
                line.append(byte)
            }
            return String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
        }
    }

    deinit { try? input.fileHandleForWriting.close() }

    /// Ends it.
    /// - Returns: the lines it printed since its greeting.
    package func finish() async throws -> [String] {
        try input.fileHandleForWriting.close()
        let reading = output.fileHandleForReading
        return try await PythonTool.onOwnThread {
            let printed = reading.readDataToEndOfFile()
            return String(decoding: printed, as: UTF8.self).split(separator: "\n")
                .map(String.init)
        }
    }
}
