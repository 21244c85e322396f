// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents

/// A provider's report as stored, and the receipts that the Regulations call for.
package struct ProviderSubmission: Sendable, Equatable {
    package let reportID: Report.ID
    /// One for each distinct address, in the order in which they were given.
    package let receipts: [ProviderReceipt]
    /// Whether it was stored just now; `false` when it is the same one sent again.
    package let isNew: Bool

    init(report: Report, incidents: [Incident], isNew: Bool) {
        reportID = report.id
        self.isNew = isNew
        receipts = incidents.map { incident in
            ProviderReceipt(
                incidentNumber: incident.number, providerName: report.provider?.name ?? "",
                providerIdentifier: report.provider?.identifier ?? "",
                reportedAt: report.receivedAt)
        }
    }
}
