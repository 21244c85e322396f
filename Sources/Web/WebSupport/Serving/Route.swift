// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import HTTPTypes

/// One line of an application's table of routes: path, method, who may, what is recorded, how much
/// may be sent.
///
/// The router and the documentation are both made from the table, so they cannot differ.
package struct Route<Access: Sendable, Handler: Sendable>: Sendable {
    package let method: HTTPRequest.Method
    /// With `{lang}` and `{id}` places.
    package let path: String
    package let access: Access
    /// The kind of the audit event this route writes, if any.
    package let audit: String?
    package let bodyBytesMax: Int
    package let handler: Handler

    package init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, audit: String? = nil,
        bodyBytesMax: Int? = nil, _ handler: Handler
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.audit = audit
        self.bodyBytesMax =
            bodyBytesMax ?? (method == .post ? FormLimits.standard.bodyBytesMax : 0)
        self.handler = handler
    }
}

/// One row of `Documentation/Reference/routes.md`.
package struct RouteDescription: Sendable, Equatable {
    package let method: String
    package let path: String
    package let access: String
    package let audit: String
    package let bodyBytesMax: Int

    package init(method: String, path: String, access: String, audit: String?, bodyBytesMax: Int) {
        self.method = method
        self.path = path
        self.access = access
        self.audit = audit ?? "–"
        self.bodyBytesMax = bodyBytesMax
    }

    /// As a row of a Markdown table.
    package var row: String {
        let bytes = bodyBytesMax == 0 ? "–" : String(bodyBytesMax)
        return "| \(method) | `\(path)` | \(access) | \(audit) | \(bytes) |"
    }
}
