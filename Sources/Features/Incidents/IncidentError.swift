// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why an incident, or what is sealed in it, could not be had.
package enum IncidentError: CodedError, Equatable {
    /// There is no such incident.
    case unknown
    /// The record's key was destroyed.
    case erased

    package var code: String {
        switch self {
        case .unknown: "incident.unknown"
        case .erased: "incident.erased"
        }
    }
}
