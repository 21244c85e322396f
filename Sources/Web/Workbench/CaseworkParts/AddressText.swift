// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import WebAddresses

/// An address with its host first: who acts on it needs the host.
package struct AddressText: Sendable, Equatable {
    package let host: String
    /// The address as it was written, in one piece, to be copied; `nil` where the host is all of
    /// it.
    package let whole: String?

    package init(_ text: String) {
        let reading = AddressReading(kept: text)
        guard reading.kind == .url, let address = reading.candidates.first else {
            host = text
            whole = nil
            return
        }
        let scheme = address.scheme.rawValue + "://"
        host = String(address.origin.dropFirst(scheme.count))
        whole = text == host ? nil : text
    }
}
