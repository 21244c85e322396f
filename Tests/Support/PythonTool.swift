// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Foundation

/// Runs one of the test-time scripts in the Python environment that `script/setup --test` makes.
package enum PythonTool {
    /// The script ended with another status than 0.
    package struct Failed: Error, CustomStringConvertible {
        package let description: String
    }

    /// The folder that holds `Package.swift`.
    package static var root: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    /// What the script printed; `script` is its path below the root.
    ///
    /// It reads all its input before it prints: nobody reads what it prints meanwhile.
    @discardableResult
    package static func run(
        _ script: String, _ arguments: [String] = [], input: [UInt8] = []
    ) async throws -> String {
        try await onOwnThread { try runBlocking(script, arguments, input) }
    }

    /// Waiting for a process must not hold up the threads on which everything else runs.
    static func onOwnThread<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }

    private static func runBlocking(
        _ script: String, _ arguments: [String], _ input: [UInt8]
    ) throws -> String {
        let process = Process()
        process.executableURL = root.appendingPathComponent(".venv/bin/python3")
        process.arguments = [root.appendingPathComponent(script).path] + arguments
        let (source, output) = (Pipe(), Pipe())
        process.standardInput = source
        process.standardOutput = output
        try process.run()
        source.fileHandleForWriting.write(Data(input))
        try source.fileHandleForWriting.close()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failed(description: "\(script) ended with \(process.terminationStatus)")
        }
        return String(decoding: printed, as: UTF8.self)
    }
}
