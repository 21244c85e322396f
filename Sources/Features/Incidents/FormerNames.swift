// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// What `list` was called until every caller says so.
extension LocatorStore {
    package func locators(
        of incident: Incident.ID, in transaction: any SQLTransaction
    ) throws -> [Locator] { try list(of: incident, in: transaction) }
}

extension IncidentStore {
    package func incidents(
        of report: ReportID, in transaction: any SQLTransaction
    ) throws -> [Incident] { try list(of: report, in: transaction) }
}
