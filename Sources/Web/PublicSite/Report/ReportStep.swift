// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The pages of a report, in their order.
enum ReportStep: String, CaseIterable, Sendable {
    case concern, address, details, check

    var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }

    var next: ReportStep {
        switch self {
        case .concern: .address
        case .address: .details
        case .details, .check: .check
        }
    }

    var previous: ReportStep? {
        switch self {
        case .concern: nil
        case .address: .concern
        case .details: .address
        case .check: .details
        }
    }
}
