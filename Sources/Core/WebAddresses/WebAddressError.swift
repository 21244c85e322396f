// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why a text is no address the platform will work with.
package enum WebAddressError: CodedError {
    case empty
    case tooLong
    case controlCharacter
    case otherScheme
    case credentials
    case badHost
    case badPort

    package var code: String {
        switch self {
        case .empty: "outbound.address-empty"
        case .tooLong: "outbound.address-too-long"
        case .controlCharacter: "outbound.address-control-character"
        case .otherScheme: "outbound.address-other-scheme"
        case .credentials: "outbound.address-credentials"
        case .badHost: "outbound.address-bad-host"
        case .badPort: "outbound.address-bad-port"
        }
    }
}
