// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc
import MediaDecoding
import TestSupport
import Testing

/// The walls around a child, tried from inside and looked at from outside.
struct ConfinementTests {
    /// Each thing that SECURITY.md promises a child cannot do, in the words of the report.
    private static let promised = [
        "open a file for reading", "look at a file's size and date", "list a folder",
        "create a file", "remove a file",
        "open a TCP socket", "open a TCP socket over IPv6", "open a UDP socket",
        "open a UNIX socket", "open a netlink socket", "open a packet socket",
        "open a socket of any family", "make a pair of sockets", "connect to an address",
        "start a process", "start a program", "signal the parent",
        "signal a thread of the parent",
        "read another process's memory", "enter a new namespace",
        "make memory that is writable and executable", "take four terabytes of memory",
    ]

    private static let denials: Set<Int32> = [EPERM, EACCES, ENOMEM]

    @Test func `from inside, a child can do nothing but read, write and compute`() async throws {
        try await DecoderUnderTest.withPool { pool in
            let report = try await pool.verify()
            for attempt in report.attempts {
                print("denied: \(attempt.operation) (error number \(attempt.errorNumber))")
                // Denied, and not merely failed for want of an object.
                #expect(
                    Self.denials.contains(Int32(attempt.errorNumber)),
                    "it can \(attempt.operation): \(attempt.errorNumber)")
            }
            #expect(report.holds)
            #expect(report.landlockVersion > 0)
            let tried = Set(report.attempts.map(\.operation))
            #expect(Self.promised.filter { !tried.contains($0) } == [])
        }
    }

    @Test func `the same walls stand around a child that has read pages and pictures`()
        async throws
    {
        try await DecoderUnderTest.withPool {
            $0.workers = 1
        } run: { pool in
            let page = await pool.links(
                inPage: Array("<img src=a.png>".utf8), contentType: "text/html",
                base: "http://kittens.test/")
            #expect(
                page
                    == .page(
                        PageLinks(
                            pictures: ["http://kittens.test/a.png"], media: [], isCutShort: false)))
            #expect(await pool.reading(of: PictureFile.waves(width: 9, height: 9)).isPicture)
            let reader = pool.childIdentifiers
            let report = try await pool.verify()
            #expect(report.holds)
            #expect(reader.count == 1 && pool.childIdentifiers == reader)
        }
    }

    @Test func `the kernel says the same of a child as the child itself`() async throws {
        try await DecoderUnderTest.withPool { pool in
            _ = try await pool.verify()
            let child = try #require(pool.childIdentifiers.first)
            let status = try String(contentsOfFile: "/proc/\(child)/status", encoding: .utf8)
            let lines = Set(status.split(separator: "\n").map(String.init))
            #expect(lines.contains("NoNewPrivs:\t1"))
            // 2 is the mode with a filter.
            #expect(lines.contains("Seccomp:\t2"))
            let limits = try String(contentsOfFile: "/proc/\(child)/limits", encoding: .utf8)
            for name in ["Max file size", "Max core file size"] {
                let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix(name) })
                #expect(line.dropFirst(name.count).split(separator: " ").prefix(2) == ["0", "0"])
            }
        }
    }
}
