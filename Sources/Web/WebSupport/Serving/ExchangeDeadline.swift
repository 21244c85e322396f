// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request or answer takes too long as a whole.
///
/// The idle timeout of the server starts again with every byte of a body, so a client that sends
/// one byte a minute would hold a connection for ever. This clock starts with the headers and stops
/// only when the request has been read and its answer is written out.
final class ExchangeDeadline: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limit: TimeAmount
    private var unread = 0
    private var unanswered = 0
    private var alarm: Scheduled<Void>?

    init(after limit: TimeAmount) { self.limit = limit }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            unread += 1
            unanswered += 1
            if alarm == nil { start(context) }
        case .body:
            break
        case .end:
            unread -= 1
            stopWhenDone()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else {
            return context.write(data, promise: promise)
        }
        let written = promise ?? context.eventLoop.makePromise()
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in
            handler.value.unanswered -= 1
            handler.value.stopWhenDone()
        }
        context.write(data, promise: written)
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    private func start(_ context: ChannelHandlerContext) {
        let channel = context.channel
        alarm = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
    }

    private func stopWhenDone() {
        if unread <= 0 && unanswered <= 0 { stop() }
    }

    private func stop() {
        alarm?.cancel()
        alarm = nil
    }
}
