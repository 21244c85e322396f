// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// What an analyst may ask to see of an incident, beyond what its page always shows.
enum Disclosure: Sendable {
    case nothing, address, report

    var auditKind: AuditKind {
        switch self {
        case .nothing: .incidentViewed
        case .address: .incidentAddressShown
        case .report: .incidentReportShown
        }
    }
}
