// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
package import Hummingbird

/// Refuses a request that names no host, or more than one (RFC 9112, section 3.2).
///
/// Nothing here goes by the host's name; a proxy before us may, and must not read another one than
/// we do.
package struct OneHost<Context: RequestContext>: RouterMiddleware {
    private let field = HTTPField.Name("Host")

    package init() {}

    package func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        // The first one is the authority; any other is still among the fields.
        guard request.head.authority?.isEmpty == false,
            field.map({ request.headers[values: $0].isEmpty }) ?? true
        else { throw WebError.hostUnclear }
        return try await next(request, context)
    }
}
