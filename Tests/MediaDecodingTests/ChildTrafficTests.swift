// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import Testing

@testable import MediaDecoding

/// What the pool makes of bytes, however a child cuts them.
struct ChildTrafficTests {
    private static func pair() throws -> (ours: Int32, theirs: Int32) {
        var pair: [Int32] = [-1, -1]
        try #require(unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        return (pair[0], pair[1])
    }

    private static func frame(_ payload: [UInt8]) -> [UInt8] {
        [0, 0, UInt8(payload.count >> 8), UInt8(payload.count & 0xff)] + payload
    }

    private static func say(_ bytes: ArraySlice<UInt8>, to socket: Int32) {
        let sent = unsafe bytes.withUnsafeBytes { unsafe write(socket, $0.baseAddress, $0.count) }
        #expect(sent == bytes.count)
    }

    @Test(arguments: [1, 3, 4, 5, 700]) func `answers are the same wherever they are cut`(
        step: Int
    ) throws {
        let (ours, theirs) = try Self.pair()
        defer {
            close(ours)
            close(theirs)
        }
        let answers = (1...40).map { [UInt8](repeating: UInt8($0), count: $0 * 7) }
        let sent = answers.flatMap(Self.frame)
        var incoming = IncomingFrames()
        var found: [[UInt8]] = []
        for start in stride(from: 0, to: sent.count, by: step) {
            Self.say(sent[start..<min(sent.count, start + step)], to: theirs)
            let isThere = incoming.receive(from: ours)
            #expect(isThere)
            while case .whole(let payload) = incoming.next(bytesMax: 512) { found.append(payload) }
            // Never more than one answer and one read, though no answer ended with a read.
            #expect(incoming.keptByteCount < 300 + step)
        }
        #expect(found == answers && incoming.isEmpty)
    }

    @Test func `too long is told before it has come, and the end as the end`() throws {
        let (ours, theirs) = try Self.pair()
        defer { close(ours) }
        var incoming = IncomingFrames()
        let wasThere = incoming.receive(from: ours)
        #expect(wasThere)
        if case .partial = incoming.next(bytesMax: 9) {} else { Issue.record("nothing is partial") }
        Self.say([0, 0, 0, 10, 1][...], to: theirs)
        let isThere = incoming.receive(from: ours)
        #expect(isThere)
        if case .tooLong = incoming.next(bytesMax: 9) {} else { Issue.record("10 is more than 9") }
        close(theirs)
        let isStillThere = incoming.receive(from: ours)
        #expect(!isStillThere)
    }
}
