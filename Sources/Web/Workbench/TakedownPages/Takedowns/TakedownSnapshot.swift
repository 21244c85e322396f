// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import NightlightCore
import Storage
import Takedown

/// One takedown and what its page says of its incident, as of one moment.
struct TakedownSnapshot: Sendable {
    let details: TakedownDetails
    let incidentNumber: String
    /// The address's place among the incident's addresses, from 1.
    let addressNumber: Int?
    let nextRecheck: Timestamp?
    /// The other incidents that wait for it, as many as a page names.
    let others: [Incident]

    // LIMIT: other incidents that a page names; their number is always said.
    static let othersMax = 20

    var takedown: Takedown { details.takedown }

    /// `nil` when there is no such takedown.
    init?(
        of id: Takedown.ID, _ takedowns: TakedownService, in transaction: any SQLTransaction
    ) throws {
        guard let details = try takedowns.details(of: id, in: transaction),
            let incident = try IncidentStore().find(
                details.takedown.incidentID, in: transaction)
        else { return nil }
        let locators = try LocatorStore().list(of: incident.id, in: transaction)
        self.init(
            details: details, incidentNumber: incident.number,
            addressNumber: locators.firstIndex { $0.id == details.takedown.locatorID }
                .map { $0 + 1 },
            nextRecheck: try takedowns.nextRechecks(of: [details.takedown], in: transaction)[id],
            others: try takedowns.incidents(
                waitingFor: id, limit: Self.othersMax + 1, in: transaction
            ).filter { $0.id != incident.id })
    }

    init(
        details: TakedownDetails, incidentNumber: String, addressNumber: Int?,
        nextRecheck: Timestamp?, others: [Incident] = []
    ) {
        self.details = details
        self.incidentNumber = incidentNumber
        self.addressNumber = addressNumber
        self.nextRecheck = nextRecheck
        self.others = others
    }
}
