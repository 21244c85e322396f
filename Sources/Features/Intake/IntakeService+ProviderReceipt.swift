// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
package import NightlightCore
import Storage

extension IntakeService {
    /// The receipt of an incident that this very provider reported, to be shown again.
    ///
    /// `nil` when there is no such incident, or another reported it: for the caller it does not
    /// exist.
    package func providerReceipt(
        incidentNumber: String, providerID: ProviderID
    ) async throws -> ProviderReceipt? {
        try await database.read { [incidents, reports] transaction in
            guard let incident = try incidents.find(number: incidentNumber, in: transaction),
                let reportID = incident.reportID,
                let report = try reports.find(reportID, in: transaction),
                let provider = report.provider, provider.id == providerID
            else { return nil }
            return ProviderReceipt(
                incidentNumber: incident.number, providerName: provider.name,
                providerIdentifier: provider.identifier, reportedAt: report.receivedAt)
        }
    }
}
