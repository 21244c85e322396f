// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc
import Testing

/// A process that dies leaves nothing of its memory behind.
@Suite struct CoreDumpTests {
    @Test func `nothing that runs may leave a core file, and none does`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "core-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let installation = try ServedInstallation(
            in: folder, underShell: "ulimit -c unlimited && cd '\(folder.path)'")
        let pid = installation.processIdentifier
        let children = try Self.children(of: pid)
        #expect(!children.isEmpty, "the decoders are children of the program")
        for process in [pid] + children {
            let limits = try String(contentsOfFile: "/proc/\(process)/limits", encoding: .utf8)
            let row = try #require(
                limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
            #expect(row.split(separator: " ").suffix(3) == ["0", "0", "bytes"], "\(row)")
        }
        // A process that may be dumped can be looked into by everything of the same user.
        kill(pid, SIGABRT)
        installation.wait()
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(left.filter { $0.hasPrefix("core") } == [])
    }

    private static func children(of parent: pid_t) throws -> [pid_t] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { name in
            guard let pid = pid_t(name),
                let status = try? String(contentsOfFile: "/proc/\(name)/status", encoding: .utf8)
            else { return nil }
            let line = status.split(separator: "\n").first { $0.hasPrefix("PPid:") }
            return line?.split(separator: "\t").last.flatMap { pid_t($0) } == parent ? pid : nil
        }
    }
}
