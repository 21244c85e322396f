// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
package import Hummingbird
import NightlightCore

/// The operator's listener: is it alive, is it ready, what does it count.
///
/// It answers on an address of its own (loopback unless configured otherwise), never on the public
/// one.
package enum OperationsSite {
    /// One thing that must work before requests should come here, such as `database`.
    package struct Check: Sendable {
        package let name: String
        package let run: @Sendable () async throws -> Void

        package init(name: String, run: @escaping @Sendable () async throws -> Void) {
            self.name = name
            self.run = run
        }
    }

    /// - Parameter refresh: called before each exposition, to set the gauges that are read on
    ///   demand.
    package static func router(
        metrics: MetricRegistry, checks: [Check],
        refresh: @escaping @Sendable () async -> Void = {}
    ) -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: SecurityHeaders(isSecure: false))
        router.get("/healthz") { _, _ in Response.text("ok\n") }
        router.get("/readyz") { _, _ in
            var lines: [String] = []
            var isReady = true
            for check in checks {
                do {
                    try await check.run()
                    lines.append("\(check.name) ok")
                } catch {
                    isReady = false
                    lines.append("\(check.name) \((error as? any CodedError)?.code ?? "failed")")
                }
            }
            return Response.text(
                lines.joined(separator: "\n") + "\n", status: isReady ? .ok : .serviceUnavailable)
        }
        router.get("/metrics") { _, _ in
            await refresh()
            return Response.text(
                metrics.exposition(), type: "text/plain; version=0.0.4; charset=utf-8")
        }
        return router
    }
}

extension Response {
    package static func text(
        _ text: String, type: String = "text/plain; charset=utf-8",
        status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
