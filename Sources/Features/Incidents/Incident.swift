// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// One thing to work on: one reported address, or one report that names none.
package struct Incident: Sendable, Equatable {
    package typealias ID = IncidentID

    package let id: ID
    /// What people call it, such as `2026-000123`.
    package let number: String
    /// `nil` when it was found by another way than a report.
    package let reportID: ReportID?
    /// The key its locators are sealed with: the report's, or the incident's own.
    package let recordID: RecordID
    package let channel: Channel
    package let technology: Technology
    package let concern: Concern
    package let createdAt: Timestamp
    package var status: IncidentStatus
    package var urgency: Urgency
    package var known: KnownMaterial
    /// The category a person gave it, under whatever scheme is in use; `nil` before.
    package var classification: String?
    /// When the status last changed.
    package var changedAt: Timestamp

    package init(
        id: ID, number: String, reportID: ReportID?, channel: Channel, technology: Technology,
        concern: Concern, status: IncidentStatus = .received, urgency: Urgency? = nil,
        known: KnownMaterial = .unexamined, classification: String? = nil, createdAt: Timestamp,
        changedAt: Timestamp? = nil
    ) {
        self.id = id
        self.number = number
        self.reportID = reportID
        self.recordID = reportID.map { RecordID(of: $0) } ?? RecordID(of: id)
        self.channel = channel
        self.technology = technology
        self.concern = concern
        self.createdAt = createdAt
        self.status = status
        self.urgency = urgency ?? concern.urgency
        self.known = known
        self.classification = classification
        self.changedAt = changedAt ?? createdAt
    }
}
