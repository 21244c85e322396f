// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
import NightlightCore
package import Storage

extension IncidentFilter {
    /// Narrows to what somebody typed: the number of an incident, or of the receipt of a report.
    ///
    /// A receipt that nobody has lets no incident through, as an unknown number does.
    package mutating func narrow(
        toNumber typed: String, in transaction: any SQLTransaction
    ) throws {
        let trimmed = ReportText.trimmed(typed)
        if let report = try ReportStore().find(number: trimmed, in: transaction) {
            reportID = report.id
        } else {
            number = trimmed
        }
    }
}
