// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import HTTPTypes
package import Hummingbird
import Logging
import NightlightCore

/// What a person is told when a request failed: never the error itself.
package struct RequestFailure: Sendable {
    /// Which explanation fits, one of the texts under `failure`.
    package enum Kind: String, CaseIterable, Sendable {
        case badRequest, tooLarge, forged, expired, signInNeeded, notAllowed, notFound
        case methodNotAllowed, tooManyAttempts, unavailable, internalError
    }

    package let status: HTTPResponse.Status
    package let kind: Kind
    /// The stable code, for programs; `internal` when the error has none to show.
    package let code: String
    /// What a person can quote to the operator, who finds it in the log.
    package let requestID: String

    package init(_ error: WebError, requestID: String) {
        self.init(status: error.status, code: error.code, requestID: requestID)
    }

    init(status: HTTPResponse.Status, code: String, requestID: String) {
        self.status = status
        self.code = code
        self.requestID = requestID
        kind = Self.kind(of: status, code: code)
    }
}

/// Turns every thrown error into an answer, and logs its code.
///
/// An error nobody foresaw becomes an opaque page with the request's number; its text may hold what
/// a visitor typed, so it is neither shown nor logged.
package struct ErrorPages<Context: RequestContext>: RouterMiddleware {
    private let render: @Sendable (RequestFailure, Request) throws -> Response

    package init(render: @escaping @Sendable (RequestFailure, Request) throws -> Response) {
        self.render = render
    }

    package func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let failure = Self.failure(for: error, requestID: context.id)
            if failure.status.code >= 500 {
                let code = (error as? any CodedError)?.code ?? String(describing: type(of: error))
                context.logger.error("request failed", metadata: ["code": "\(code)"])
            }
            var response = try answer(failure, request)
            let isLast = (error as? WebError)?.endsConnection ?? false
            response.headers[.connection] = isLast ? "close" : nil
            if failure.status == .serviceUnavailable { response.headers[.retryAfter] = "60" }
            return response
        }
    }

    private func answer(_ failure: RequestFailure, _ request: Request) throws -> Response {
        do {
            return try render(failure, request)
        } catch {
            return .text("\(failure.status.code) \(failure.requestID)\n", status: failure.status)
        }
    }

    private static func failure(for error: any Error, requestID: String) -> RequestFailure {
        let (status, code) = classify(error)
        return RequestFailure(status: status, code: code, requestID: requestID)
    }

    private static func classify(_ error: any Error) -> (HTTPResponse.Status, String) {
        if let error = error as? WebError { return (error.status, error.code) }
        if let error = error as? HTTPError {
            return (error.status, error.status == .notFound ? "web.not-found" : "web.refused")
        }
        guard let error = error as? any CodedError else {
            return (.internalServerError, "internal")
        }
        // The database is away, full or busy: the visitor's answers are still in the form, so "try
        // again" is true and useful.
        let temporary = [
            "storage.unavailable", "storage.full", "storage.conflict", "storage.timeout",
            "storage.closed",
        ]
        if temporary.contains(error.code) { return (.serviceUnavailable, error.code) }
        return (.internalServerError, "internal")
    }
}

extension RequestFailure {
    fileprivate static func kind(of status: HTTPResponse.Status, code: String) -> Kind {
        switch status {
        case .contentTooLarge: .tooLarge
        case .unauthorized: .signInNeeded
        case .forbidden: code == WebError.notAllowed.code ? .notAllowed : .forged
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .tooManyRequests: .tooManyAttempts
        case .serviceUnavailable: .unavailable
        case .badRequest where code == WebError.expired.code: .expired
        default: status.code < 500 ? .badRequest : .internalError
        }
    }
}
