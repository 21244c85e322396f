// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import HTTPTypes
package import Hummingbird

/// Puts the headers that confine a page on every response, whatever made it.
///
/// Nothing is inline and nothing comes from elsewhere, so the policy can be the strictest there is.
/// Scripts run only where an application asks for them, and only files of its own.
package struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
    private let isSecure: Bool
    private let headers: [(HTTPField.Name, String)]

    /// - Parameters:
    ///   - isSecure: whether people reach this site over HTTPS; adds HSTS.
    ///   - allowsScripts: whether pages may run the application's own modules.
    package init(isSecure: Bool, allowsScripts: Bool = false) {
        self.isSecure = isSecure
        headers = allowsScripts ? ConfiningHeaders.withScripts : ConfiningHeaders.all
    }

    package func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in headers { response.headers[name] = value }
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

    /// Modules from files of the application, and what they fetch from it.
    package static let contentSecurityPolicyWithScripts =
        contentSecurityPolicy + "; script-src 'self'; connect-src 'self'"

    package static let all = headers(contentSecurityPolicy)
    package static let withScripts = headers(contentSecurityPolicyWithScripts)

    private static func headers(_ policy: String) -> [(HTTPField.Name, String)] {
        [(.contentSecurityPolicy, policy), (.xContentTypeOptions, "nosniff")]
            + named.compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
    }

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
