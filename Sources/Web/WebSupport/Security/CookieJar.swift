// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
package import Hummingbird

/// Sets and reads this application's cookies the one safe way.
///
/// Every cookie is HttpOnly, SameSite=Strict, for the whole host and no other; behind HTTPS it is
/// Secure and carries the `__Host-` prefix, so that no neighbouring host can plant one.
package struct CookieJar: Sendable {
    private let isSecure: Bool

    package init(isSecure: Bool) { self.isSecure = isSecure }

    package func name(_ name: String) -> String { isSecure ? "__Host-\(name)" : name }

    package func value(_ name: String, in request: Request) -> String? {
        let wanted = self.name(name)
        // LIMIT: 8 cookies are looked at; we set at most four.
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";").prefix(8) {
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2 else { continue }
                let found = parts[0].drop { $0 == " " }
                if found == wanted { return String(parts[1]) }
            }
        }
        return nil
    }

    /// - Parameter value: must be made of cookie-safe characters; all of ours are base64url or
    ///   words.
    /// - Parameter secondsMax: `nil` for a cookie that ends with the browser.
    package func set(
        _ name: String, to value: String, secondsMax: Int? = nil, in response: inout Response
    ) {
        var text = "\(self.name(name))=\(value); Path=/; HttpOnly; SameSite=Strict"
        if isSecure { text += "; Secure" }
        if let secondsMax { text += "; Max-Age=\(secondsMax)" }
        response.headers.append(HTTPField(name: .setCookie, value: text))
    }

    package func remove(_ name: String, in response: inout Response) {
        set(name, to: "", secondsMax: 0, in: &response)
    }
}
