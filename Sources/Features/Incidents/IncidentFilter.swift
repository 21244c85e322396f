// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// Which incidents to list; an empty set asks nothing.
package struct IncidentFilter: Sendable, Equatable {
    package var statuses: Set<IncidentStatus> = []
    package var technologies: Set<Technology> = []
    package var concerns: Set<Concern> = []
    package var channels: Set<Channel> = []
    package var known: Set<KnownMaterial> = []
    package var classification: String?
    package var reportID: ReportID?
    /// The number of an incident.
    package var number: String?

    package init() {}
}

/// In which order to list incidents.
package enum IncidentOrder: String, CaseIterable, Sendable {
    /// The queue: most urgent first, then first in, first out.
    case urgency
    case newest
}

/// Where a page of incidents ended.
///
/// It says where to go on, not how many to skip, so that pages stay
/// quick and complete while incidents come and go.
package struct IncidentCursor: Sendable, Equatable {
    package let urgency: Urgency
    package let id: Incident.ID

    package init(after incident: Incident) {
        urgency = incident.urgency
        id = incident.id
    }

    /// For the address of the next page.
    package var text: String { "\(urgency.rawValue).\(id)" }

    /// `nil` when it is not a cursor's text.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let number = Int(parts[0]), let urgency = Urgency(rawValue: number),
            let id = Incident.ID(String(parts[1]))
        else { return nil }
        self.urgency = urgency
        self.id = id
    }
}

package struct IncidentPage: Sendable, Equatable {
    package let incidents: [Incident]
    /// `nil` on the last page.
    package let next: IncidentCursor?
}
