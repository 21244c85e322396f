// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
package import Hummingbird

/// Refuses a request that changes something when the browser says another site caused it.
///
/// Browsers that do not say (`Sec-Fetch-Site` needs HTTPS or loopback) pass: the form's token or
/// sealed state is the control, this is the second line. `Origin` is of no use here, because our
/// own referrer policy makes it `null`.
package struct SameSiteOnly<Context: RequestContext>: RouterMiddleware {
    private let field = HTTPField.Name("Sec-Fetch-Site")

    package init() {}

    package func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        if request.method == .post, let field, let site = request.headers[field],
            site != "same-origin" && site != "none"
        {
            throw WebError.crossSite
        }
        return try await next(request, context)
    }
}
