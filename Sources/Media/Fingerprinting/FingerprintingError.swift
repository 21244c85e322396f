// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why there is no fingerprint now, though there may be one later.
package enum FingerprintingError: CodedError, Equatable {
    /// No decoder was free or could be started.
    case decoderUnavailable

    package var code: String {
        switch self {
        case .decoderUnavailable: "fingerprinting.decoder-unavailable"
        }
    }
}
