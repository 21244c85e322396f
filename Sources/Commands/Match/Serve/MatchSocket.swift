// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import Logging
import Matching
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Answers questions on a socket of this machine, a line each, in their order.
///
/// Whoever asks may send many questions without waiting: all that have arrived are answered
/// together, which is what makes tens of thousands in a second possible. Each such turn first asks
/// the database whether anything changed, so that every answer follows the lists as they are.
struct MatchSocket: Service {
    /// LIMIT: connections: a process or two that ask for a whole platform.
    private static let connectionsMax = 256
    /// LIMIT: questions answered in one turn, so that one connection cannot hold the others up.
    private static let turnMax = 1_024

    let path: String
    let matcher: Matcher
    let logger: Logger
    /// Called when the socket is there.
    let onReady: @Sendable () -> Void

    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    func run() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        try await refuseIfServed()
        let server: NIOAsyncChannel<Connection, Never>
        do {
            server = try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 256)
                .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try Connection(wrappingChannelSynchronously: channel)
                    }
                }
        } catch {
            throw MatchSocketError(error)
        }
        onReady()
        do {
            try await accept(from: server)
        } catch is CancellationError {
            // It was told to stop.
        }
    }

    /// What an earlier run left there is replaced; a server that runs is not cut off.
    ///
    /// Two that start in the same moment may both find nobody.
    private func refuseIfServed() async throws {
        do {
            let other = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(unixDomainSocketPath: path).get()
            try? await other.close()
            throw MatchSocketError.served
        } catch let error as IOError {
            // Nobody listens. Anything else, such as a queue that is full, is somebody's answer.
            guard [ENOENT, ENOTDIR, ECONNREFUSED].contains(error.errnoCode) else {
                throw MatchSocketError(error)
            }
        }
    }

    private func accept(
        from server: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>
    ) async throws {
        try await cancelWhenGracefulShutdown {
            try await withThrowingDiscardingTaskGroup { connections in
                try await server.executeThenClose { inbound in
                    let places = MatchPlaces(max: Self.connectionsMax)
                    for try await connection in inbound {
                        // One too many is closed at once: it can come back when another leaves.
                        guard places.take() else {
                            try? await connection.channel.close()
                            continue
                        }
                        connections.addTask {
                            await serve(connection)
                            places.leave()
                        }
                    }
                }
            }
        }
    }

    private func serve(_ connection: Connection) async {
        do {
            try await connection.executeThenClose { inbound, outbound in
                var lines = MatchLines()
                var lists: Set<HashList.ID>?
                for try await buffer in inbound {
                    let (questions, isTooLong) = lines.take(buffer)
                    for start in stride(from: 0, to: questions.count, by: Self.turnMax) {
                        let end = min(questions.count, start + Self.turnMax)
                        let answers = try await answers(to: questions[start..<end], &lists)
                        try await outbound.write(answers)
                    }
                    if isTooLong {
                        try await outbound.write(ByteBuffer(string: "error match.line-too-long\n"))
                        return
                    }
                }
            }
        } catch {
            // Whoever asked is gone, or the database is: nobody is left to tell but the log.
            logger.debug("a match connection ended", metadata: ["cause": "\(type(of: error))"])
        }
    }

    /// Answers lines in their order; between two that change which lists count, all questions
    /// together.
    private func answers(
        to lines: ArraySlice<Substring>, _ lists: inout Set<HashList.ID>?
    ) async throws -> ByteBuffer {
        var text = ""
        var waiting: [MatchQuestion?] = []
        for line in lines {
            switch MatchLine.request(line) {
            case .question(let question): waiting.append(question)
            case .bad: waiting.append(nil)
            case .only(let list):
                text += try await answers(to: waiting, lists)
                waiting = []
                let isRoom = (lists?.count ?? 0) < MatchLine.listsMax
                if isRoom { lists = (lists ?? []).union([list]) }
                text += isRoom ? "ok\n" : "error match.bad-question\n"
            case .all:
                text += try await answers(to: waiting, lists)
                waiting = []
                lists = nil
                text += "ok\n"
            }
        }
        return ByteBuffer(string: text + (try await answers(to: waiting, lists)))
    }

    private func answers(
        to questions: [MatchQuestion?], _ lists: Set<HashList.ID>?
    ) async throws -> String {
        guard !questions.isEmpty else { return "" }
        let found = try await matcher.verdicts(for: questions.compactMap { $0 }, lists: lists)
        var next = found.makeIterator()
        var text = ""
        for question in questions {
            if question == nil {
                text += "error match.bad-question\n"
            } else {
                text += MatchLine.answer(next.next()?.matches ?? []) + "\n"
            }
        }
        return text
    }
}
