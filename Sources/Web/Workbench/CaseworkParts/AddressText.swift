// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import WebAddresses

/// An address with its host first: who acts on it needs the host, and nobody should read the rest
/// by accident.
package struct AddressText: Sendable, Equatable {
    package let host: String
    package let rest: String?

    package init(_ text: String) {
        let reading = AddressReading(kept: text)
        guard reading.kind == .url, let address = reading.candidates.first else {
            host = text
            rest = nil
            return
        }
        let scheme = address.scheme.rawValue + "://"
        host = String(address.origin.dropFirst(scheme.count))
        let start = text.hasPrefix(scheme) ? scheme : ""
        let hidden = start + "…" + text.dropFirst(start.count + host.count)
        rest = hidden == "…" ? nil : hidden
    }
}
