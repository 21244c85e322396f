// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import HTTPTypes
package import Hummingbird

/// Puts the headers that confine a page on every response, whatever made it.
///
/// Nothing is inline and nothing comes from elsewhere, so the policy can be the strictest there is.
package struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
    private let isSecure: Bool

    /// - Parameter isSecure: whether people reach this site over HTTPS; adds HSTS.
    package init(isSecure: Bool) { self.isSecure = isSecure }

    package func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in ConfiningHeaders.all { response.headers[name] = value }
        if isSecure {
            response.headers[.strictTransportSecurity] = "max-age=63072000; includeSubDomains"
        }
        // What a page shows is for the person in front of it; only static files say otherwise.
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}

/// The fixed part of the confining headers.
package enum ConfiningHeaders {
    package static let contentSecurityPolicy = [
        "default-src 'none'", "style-src 'self'", "img-src 'self'", "form-action 'self'",
        "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    package static let all: [(HTTPField.Name, String)] =
        [
            (.contentSecurityPolicy, contentSecurityPolicy),
            (.xContentTypeOptions, "nosniff"),
        ] + named.compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }

    private static let named: [(String, String)] = [
        ("Referrer-Policy", "no-referrer"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Embedder-Policy", "require-corp"),
        (
            "Permissions-Policy",
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
                + "microphone=(), payment=(), usb=(), browsing-topics=()"
        ),
        ("X-Robots-Tag", "noarchive"),
        ("X-DNS-Prefetch-Control", "off"),
    ]
}
