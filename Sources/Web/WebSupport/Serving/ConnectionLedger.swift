// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import NIOCore
import NIOHTTPTypes
import Synchronization

/// The connections of one listener, so that there is always room for the next.
///
/// When there are as many as may be, of one client or of all, the one that is least worth keeping
/// is closed: who has asked for nothing first, then who is still sending, then who is being
/// answered; of each the one that has been so for longest. A client's address is known only while
/// it is connected; it is never written anywhere.
final class ConnectionLedger: Sendable {
    /// How far a connection is, the least worth keeping first.
    enum Stage: Int, Comparable {
        case silent, sending, answered

        static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
    }

    /// Who is at the other end: an IPv4 address, or the half of an IPv6 address that names a line.
    typealias Client = [UInt8]

    private struct Entry {
        let channel: any Channel
        let client: Client?
        var stage = Stage.silent
        var turn: UInt64
    }

    private struct State {
        var entries: [ObjectIdentifier: Entry] = [:]
        var perClient: [Client: Int] = [:]
        var turns: UInt64 = 0
    }

    private let connectionsMax: Int
    private let perClientMax: Int
    private let countsLoopback: Bool
    private let state = Mutex(State())

    /// - Parameter countsLoopback: whether this machine is a client like others; else it is the
    ///   proxy, which counts clients itself.
    init(connectionsMax: Int, perClientMax: Int, countsLoopback: Bool) {
        self.connectionsMax = max(1, connectionsMax)
        self.perClientMax = max(1, perClientMax)
        self.countsLoopback = countsLoopback
    }

    /// Takes a connection in, and closes others where that makes too many.
    func enter(_ channel: any Channel) {
        let client = channel.remoteAddress.flatMap(client(at:))
        let closed = state.withLock { state -> [any Channel] in
            var closed: [any Channel] = []
            if let client, state.perClient[client, default: 0] >= perClientMax {
                closed += Self.removeLeast(from: &state) { $0.client == client }
            }
            if state.entries.count >= connectionsMax {
                closed += Self.removeLeast(from: &state) { _ in true }
            }
            state.turns += 1
            state.entries[ObjectIdentifier(channel)] = Entry(
                channel: channel, client: client, turn: state.turns)
            if let client { state.perClient[client, default: 0] += 1 }
            return closed
        }
        for channel in closed { channel.close(promise: nil) }
    }

    func move(_ channel: any Channel, to stage: Stage) {
        state.withLock { state in
            let id = ObjectIdentifier(channel)
            guard state.entries[id] != nil else { return }
            state.turns += 1
            state.entries[id]?.stage = stage
            state.entries[id]?.turn = state.turns
        }
    }

    func leave(_ channel: any Channel) {
        state.withLock { _ = Self.remove(ObjectIdentifier(channel), from: &$0) }
    }

    private static func removeLeast(
        from state: inout State, where isMeant: (Entry) -> Bool
    ) -> [any Channel] {
        let least = state.entries.filter { isMeant($0.value) }
            .min { ($0.value.stage, $0.value.turn) < ($1.value.stage, $1.value.turn) }
        return [least.flatMap { remove($0.key, from: &state) }].compactMap(\.self)
    }

    private static func remove(
        _ id: ObjectIdentifier, from state: inout State
    ) -> (any Channel)? {
        guard let entry = state.entries.removeValue(forKey: id) else { return nil }
        if let client = entry.client {
            let rest = state.perClient[client, default: 1] - 1
            state.perClient[client] = rest > 0 ? rest : nil
        }
        return entry.channel
    }

    private func client(at address: SocketAddress) -> Client? {
        guard let text = address.ipAddress else { return nil }
        var bytes = [UInt8](repeating: 0, count: text.contains(":") ? 16 : 4)
        // SAFETY: the call writes 4 or 16 bytes, by the family that the text is of.
        let isRead = unsafe inet_pton(bytes.count == 4 ? AF_INET : AF_INET6, text, &bytes) == 1
        guard isRead else { return nil }
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
        if bytes.count == 16, bytes.starts(with: mapped) { bytes = Array(bytes.suffix(4)) }
        let isLoopback =
            bytes.count == 4
            ? bytes[0] == 127 : bytes.last == 1 && bytes.dropLast().allSatisfy { $0 == 0 }
        if isLoopback, !countsLoopback { return nil }
        // A line of IPv6 has as many addresses as it likes: 64 bits of them are one client.
        return bytes.count == 4 ? bytes : Array(bytes.prefix(8))
    }
}

/// Tells the ledger how far its connection is.
final class ConnectionKeeper: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let ledger: ConnectionLedger

    init(_ ledger: ConnectionLedger) { self.ledger = ledger }

    func channelActive(context: ChannelHandlerContext) {
        ledger.enter(context.channel)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        ledger.leave(context.channel)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: ledger.move(context.channel, to: .sending)
        case .body: break
        case .end: ledger.move(context.channel, to: .answered)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { ledger.move(context.channel, to: .silent) }
        context.write(data, promise: promise)
    }
}
