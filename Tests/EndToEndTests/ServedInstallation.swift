// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc
import Testing

/// The built program, serving from a folder of its own on ports the system chose.
final class ServedInstallation {
    let folder: URL
    let publicSite: URL
    let operations: URL
    /// Where the first administrator sets a password; `nil` when somebody can sign in.
    let administratorLink: URL?
    private let process: Process

    /// Starts the program and returns once it listens.
    ///
    /// - Parameter shell: what a shell does first, before it becomes the program.
    init(in folder: URL, arguments: [String] = [], underShell shell: String? = nil) throws {
        self.folder = folder
        let process = Process()
        let arguments =
            [
                "serve", "--format", "json", "--data-directory", folder.path,
                "--public-address", "127.0.0.1:0", "--provider-address", "127.0.0.1:0",
                "--workbench-address", "127.0.0.1:0", "--operations-address", "127.0.0.1:0",
            ] + arguments
        if let shell {
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments =
                ["-c", shell + #" && exec "$0" "$@""#, Self.program.path] + arguments
        } else {
            process.executableURL = Self.program
            process.arguments = arguments
        }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        let line = try Self.firstLine(of: output.fileHandleForReading)
        let addresses = try JSONDecoder().decode([String: URL].self, from: line)
        publicSite = try #require(addresses["public.address"])
        operations = try #require(addresses["operations.address"])
        administratorLink = addresses["administrator.link"]
    }

    deinit {
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
    }

    var processIdentifier: pid_t { process.processIdentifier }

    /// Returns when the process has ended.
    func wait() { process.waitUntilExit() }

    /// Asks it to stop, and returns its exit code.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// `nightlight`, beside this test bundle.
    static var program: URL {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
        let folder =
            bundle?.bundleURL.deletingLastPathComponent()
            ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        return folder.appending(path: "nightlight")
    }

    private static func firstLine(of handle: FileHandle) throws -> Data {
        var line = Data()
        while let byte = try handle.read(upToCount: 1), !byte.isEmpty {
            if byte.first == 0x0a { return line }
            line.append(byte)
        }
        return line
    }
}
