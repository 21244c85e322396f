// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import HTTPTypes
package import Hummingbird
package import NightlightCore

/// Who may use a route, as an application's table says it.
package protocol RouteAccess: Sendable {
    /// Who asks, as far as the application can tell.
    associatedtype Caller: Sendable

    /// As the routes page names it.
    var text: String { get }

    /// Refuses a caller who may not: `WebError.signInNeeded` or `.notAllowed`.
    func check(_ caller: Caller) throws(WebError)
}

/// What a handler did, with what it answers.
package enum Outcome: Sendable {
    /// What the route is for.
    ///
    /// One of the events that its row names is on record.
    case done(Response)
    /// Nothing: a form came back with its problems, or it was done before.
    case unchanged(Response)
}

/// What a route's row promises: who may, what is recorded, how much may be sent.
///
/// `serve` keeps each of these promises, and the documentation is made from the same rows.
package struct RouteRow<Access: RouteAccess>: Sendable {
    package let method: HTTPRequest.Method
    /// With `{lang}` and `{id}` places.
    package let path: String
    package let access: Access
    /// Kinds of audit event: doing what the route is for records at least one of them.
    ///
    /// Where there are none, the route records nothing.
    package let audit: [AuditKind]
    package let bodyBytesMax: Int
}

/// One line of an application's table of routes: a row, and what answers.
///
/// `Pages` is what the handler belongs to, `Call` what it is handed of a request.
package struct Route<Access: RouteAccess, Pages: Sendable, Call: Sendable>: Sendable {
    package typealias Handler = @Sendable (Pages, Call) async throws -> Outcome

    // LIMIT: bytes of a form, where a row says nothing else: four addresses pages long and a long
    // story fit ten times over.
    package static var formBytesMax: Int { 262_144 }

    package let row: RouteRow<Access>
    package let handler: Handler

    /// A route that records nothing.
    package init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, bodyBytesMax: Int? = nil,
        _ handler: @escaping @Sendable (Pages, Call) async throws -> Response
    ) {
        row = RouteRow(
            method: method, path: path, access: access, audit: [],
            bodyBytesMax: bodyBytesMax ?? Self.standardBytesMax(method))
        self.handler = { .unchanged(try await handler($0, $1)) }
    }

    /// A route that records an event of one of these kinds whenever it does what it is for.
    package init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, audit: [AuditKind],
        bodyBytesMax: Int? = nil, _ handler: @escaping Handler
    ) {
        row = RouteRow(
            method: method, path: path, access: access, audit: audit,
            bodyBytesMax: bodyBytesMax ?? Self.standardBytesMax(method))
        self.handler = handler
    }

    private static func standardBytesMax(_ method: HTTPRequest.Method) -> Int {
        method == .post ? formBytesMax : 0
    }
}

/// One row of `Documentation/Reference/routes.md`.
package struct RouteDescription: Sendable, Equatable {
    package let method: String
    package let path: String
    package let access: String
    package let audit: [AuditKind]
    package let bodyBytesMax: Int

    package init<Access>(_ row: RouteRow<Access>) {
        method = row.method.rawValue
        path = row.path
        access = row.access.text
        audit = row.audit
        bodyBytesMax = row.bodyBytesMax
    }

    /// As a row of a Markdown table.
    package var line: String {
        let kinds = audit.isEmpty ? "–" : audit.map(\.rawValue).joined(separator: ", ")
        let bytes = bodyBytesMax == 0 ? "–" : String(bodyBytesMax)
        return "| \(method) | `\(path)` | \(access) | \(kinds) | \(bytes) |"
    }
}
