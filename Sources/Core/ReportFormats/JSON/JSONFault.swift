// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why bytes are no JSON text, or none that will be read.
package enum JSONFault: CodedError {
    case malformed
    case truncated
    case tooDeep
    case tooLarge

    package var code: String {
        switch self {
        case .malformed: "json.malformed"
        case .truncated: "json.truncated"
        case .tooDeep: "json.too-deep"
        case .tooLarge: "json.too-large"
        }
    }
}
