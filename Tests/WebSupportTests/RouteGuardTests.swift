// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import Hummingbird
import NIOCore
import NightlightCore
import TestSupport
import Testing
import WebSupport

/// What a route's row promises is kept, whatever its handler does.
@Suite struct RouteGuardTests {
    /// Seasons, each with those who may be out in it.
    enum Season: RouteAccess {
        case summer, winter

        var text: String { self == .summer ? "summer" : "winter" }

        func check(_ caller: String?) throws(WebError) {
            guard self == .winter else { return }
            guard let caller else { throw .signInNeeded }
            guard caller == "penguin" else { throw .notAllowed }
        }
    }

    typealias Weather = Route<Season, Int, Int>

    private static func answer(
        _ route: Weather, to caller: String? = "penguin", body: RequestBody = .init(buffer: .init())
    ) async throws -> Response {
        let head = HTTPRequest(
            method: route.row.method, scheme: "http", authority: "localhost", path: "/")
        return try await route.row.serve(Request(head: head, body: body), to: caller) {
            try await route.handler($0.count, 0)
        }
    }

    private static func snow(
        _ audit: [AuditKind] = [.noticeSent, .noticeFailed], bodyBytesMax: Int? = nil,
        _ handler: @escaping @Sendable () -> Outcome
    ) -> Weather {
        Weather(.post, "/snow", .winter, audit: audit, bodyBytesMax: bodyBytesMax) { _, _ in
            handler()
        }
    }

    private static func record(_ kind: AuditKind) { AuditWitness.current?.saw([kind]) }

    @Test(arguments: [(nil, WebError.signInNeeded), ("swallow", .notAllowed)])
    func `who may not is refused before a byte is read and anything is done`(
        caller: String?, error: WebError
    ) async throws {
        let isAsked = Tally(false)
        let body = RequestBody(
            asyncSequence: AsyncStream<ByteBuffer> {
                isAsked.change { $0 = true }
                return nil
            })
        let route = Self.snow {
            isAsked.change { $0 = true }
            return .done(.text("snow"))
        }
        await #expect(throws: error) { try await Self.answer(route, to: caller, body: body) }
        #expect(!isAsked.value)
    }

    @Test(arguments: [4, 5], [true, false])
    func `a body over the row's bound never reaches the handler`(
        count: Int, isDeclared: Bool
    ) async throws {
        let bytes = ByteBuffer(repeating: UInt8(ascii: "a"), count: count)
        let body =
            isDeclared
            ? RequestBody(buffer: bytes)
            : RequestBody(
                asyncSequence: AsyncStream { stream in
                    for byte in bytes.readableBytesView { stream.yield(ByteBuffer(bytes: [byte])) }
                    stream.finish()
                })
        let route = Self.snow(bodyBytesMax: 4) {
            Self.record(.noticeSent)
            return .done(.text("snow"))
        }
        if count == 4 {
            #expect(try await Self.answer(route, body: body).status == .ok)
        } else {
            await #expect(throws: WebError.bodyTooLarge) {
                try await Self.answer(route, body: body)
            }
        }
    }

    @Test func `a page takes no body at all`() async throws {
        let route = Weather(.get, "/sun", .summer) { _, _ in .text("sun") }
        #expect(try await Self.answer(route).status == .ok)
        await #expect(throws: WebError.bodyTooLarge) {
            try await Self.answer(route, body: RequestBody(buffer: ByteBuffer(string: "a")))
        }
    }

    @Test(arguments: [AuditKind.noticeSent, .noticeFailed])
    func `what was done is answered when one of the row's events is on record`(
        kind: AuditKind
    ) async throws {
        let route = Self.snow {
            Self.record(.noticeRetried)
            Self.record(kind)
            return .done(.text("snow"))
        }
        #expect(try await Self.answer(route).status == .ok)
    }

    struct Lie: Sendable {
        let audit: [AuditKind]
        let recorded: [AuditKind]
        let isDone: Bool
    }

    @Test(arguments: [
        Lie(audit: [.noticeSent], recorded: [], isDone: true),
        Lie(audit: [.noticeSent], recorded: [.noticeFailed], isDone: true),
        Lie(audit: [.noticeSent], recorded: [.noticeSent], isDone: false),
        Lie(audit: [], recorded: [.noticeSent], isDone: false),
    ])
    func `what is on record and what the row says must be the same`(lie: Lie) async throws {
        let route = Self.snow(lie.audit) {
            for kind in lie.recorded { Self.record(kind) }
            return lie.isDone ? .done(.text("snow")) : .unchanged(.text("no snow"))
        }
        await #expect(throws: WebError.recordDiffers) { try await Self.answer(route) }
    }

    @Test func `what was refused or done before needs no event, but may leave another`()
        async throws
    {
        let route = Self.snow {
            Self.record(.noticeRetried)
            return .unchanged(.text("no snow"))
        }
        #expect(try await Self.answer(route).status == .ok)
    }
}
