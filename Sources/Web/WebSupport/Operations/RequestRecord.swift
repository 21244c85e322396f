// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Hummingbird
import HTTPTypes
import Logging
import NightlightCore

/// Logs and counts each request by the route that served it, and by nothing about who sent it.
///
/// No address, user agent, referrer, query or path with an identifier is ever read here: the
/// route's pattern stands for all of them.
package struct RequestRecord<Context: RequestContext>: RouterMiddleware {
    private let application: String
    private let metrics: MetricRegistry

    package init(application: String, metrics: MetricRegistry) {
        self.application = application
        self.metrics = metrics
    }

    package func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let seconds = (ContinuousClock.now - start).inSeconds
        let route = context.endpointPath ?? "none"
        let method = Self.known.contains(request.method) ? request.method.rawValue : "other"
        let labels = [
            "app": application, "method": method, "route": route,
            "status": String(response.status.code),
        ]
        metrics.count(
            "nightlight_http_requests_total", labels, help: "Requests by route and status.")
        metrics.observe(
            "nightlight_http_request_seconds", ["app": application], seconds: seconds,
            help: "Time until the response was ready to be sent.")
        context.logger.info(
            "request",
            metadata: [
                "app": "\(application)", "method": "\(method)", "route": "\(route)",
                "status": "\(response.status.code)",
                "milliseconds": "\(Int(seconds * 1000))",
            ])
        return response
    }

    private static var known: [HTTPRequest.Method] { [.get, .head, .post, .put, .delete] }
}
