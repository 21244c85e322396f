// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Ends a connection whose answer says that it will be ended.
///
/// The server itself only looks at what the request says. Whoever is still sending when the answer
/// is out is listened to for a moment longer, and not heard: a connection that is cut while bytes
/// arrive would take the answer with it.
final class ClosingAnswers: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    // LIMIT: seconds in which the last answer has to be fetched; it is one page.
    private static let lingering = TimeAmount.seconds(2)

    private var closes = false
    /// The last answer is written: nothing behind it is read or answered.
    private var isClosing = false
    private var alarm: Scheduled<Void>?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !isClosing { context.fireChannelRead(data) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        if isClosing { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isClosing else {
            promise?.fail(ChannelError.outputClosed)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(let head):
            closes = Self.saysClose(head.headerFields[.connection])
        case .body: break
        case .end where closes:
            isClosing = true
            let written = promise ?? context.eventLoop.makePromise()
            let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            written.futureResult.whenComplete { _ in handler.value.finish(bound.value) }
            return context.write(data, promise: written)
        case .end: break
        }
        context.write(data, promise: promise)
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
        context.fireChannelInactive()
    }

    private func finish(_ context: ChannelHandlerContext) {
        let channel = context.channel
        alarm = context.eventLoop.scheduleTask(in: Self.lingering) { channel.close(promise: nil) }
        context.close(mode: .output, promise: nil)
        // Nobody reads on behind an answer that was the last one.
        context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        context.read()
    }

    private static func saysClose(_ field: String?) -> Bool {
        field?.split(separator: ",").contains {
            $0.filter { $0 != " " }.lowercased() == "close"
        } ?? false
    }
}
