// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What an analyst may ask to see of an incident, beyond what its page always shows.
enum Revelation: Sendable {
    case nothing, address, report

    var auditKind: String {
        switch self {
        case .nothing: "incident.viewed"
        case .address: "incident.address-shown"
        case .report: "incident.report-shown"
        }
    }
}
