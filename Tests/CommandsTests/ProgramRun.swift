// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// The built program, run once in a folder of its own.
struct ProgramRun {
    let status: Int32
    let output: String
    let errors: String

    /// Standard output as one JSON object.
    var json: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any] ?? [:]
    }

    /// Standard output as JSON objects, one on each line.
    var lines: [[String: Any]] {
        output.split(separator: "\n").compactMap {
            (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
        }
    }

    init(_ arguments: [String], in folder: URL) throws {
        try self.init(arguments, in: folder, dataDirectory: folder)
    }

    /// - Parameter dataDirectory: `nil` for a command that takes none.
    init(_ arguments: [String], in folder: URL, dataDirectory: URL?) throws {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments + (dataDirectory.map { ["--data-directory", $0.path] } ?? [])
        process.currentDirectoryURL = folder
        // Files, because a pipe that nobody reads meanwhile fills up.
        let files = ["output", "errors"].map { folder.appending(path: "\($0)-\(UUID())") }
        for file in files { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        process.waitUntilExit()
        status = process.terminationStatus
        output = try String(contentsOf: files[0], encoding: .utf8)
        errors = try String(contentsOf: files[1], encoding: .utf8)
    }

    /// `nightlight`, beside this test bundle.
    static var program: URL {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
        let folder =
            bundle?.bundleURL.deletingLastPathComponent()
            ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        return folder.appending(path: "nightlight")
    }
}
