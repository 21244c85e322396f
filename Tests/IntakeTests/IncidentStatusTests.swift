// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import Intake
import Testing

/// The status of incidents, held against a table that is written here once more: every status and
/// every event.
@Suite struct IncidentStatusTests {
    /// What each event makes of the statuses in the order of their declaration: received,
    /// examining, awaiting assessment, actionable, stranded, noticed, removed, closed; `nil` where
    /// it cannot happen.
    static let expected: [IncidentStatus.Event: [IncidentStatus?]] = [
        .examinationStarted: [.examining, .examining, .examining, nil, nil, nil, nil, nil],
        .personNeeded: [
            .awaitingAssessment, .awaitingAssessment, .awaitingAssessment, .awaitingAssessment, nil,
            nil, nil, nil,
        ],
        .foundActionable: [
            .actionable, .actionable, .actionable, .actionable, .actionable, nil, nil, nil,
        ],
        .nobodyToAsk: [nil, nil, nil, .stranded, nil, .stranded, nil, nil],
        .somebodyToAsk: [nil, nil, nil, nil, .actionable, nil, nil, nil],
        .noticeSent: [nil, nil, nil, .noticed, .noticed, .noticed, nil, nil],
        .seenGone: [nil, nil, nil, .removed, .removed, .removed, nil, nil],
        .seenAgain: [nil, nil, nil, nil, nil, nil, .actionable, nil],
        .settled: [.closed, nil, .closed, .closed, .closed, .closed, .closed, nil],
        .erased: [.closed, .closed, .closed, .closed, .closed, .closed, nil, nil],
        .reopened: [nil, nil, nil, nil, nil, nil, .awaitingAssessment, .awaitingAssessment],
    ]

    @Test(arguments: IncidentStatus.allCases, IncidentStatus.Event.allCases)
    func `an event leads where the table says, or throws and changes nothing`(
        status: IncidentStatus, event: IncidentStatus.Event
    ) throws {
        let row = try #require(Self.expected[event])
        let place = try #require(IncidentStatus.allCases.firstIndex(of: status))
        #expect(row.count == IncidentStatus.allCases.count)
        #expect(status.allows(event) == (row[place] != nil))
        var moved = status
        do throws(IncidentTransitionError) {
            try moved.apply(event)
            #expect(moved == row[place])
        } catch {
            #expect(row[place] == nil)
            #expect(error == .notAllowed(from: status, event: event))
            #expect(error.code == "incident.transition-not-allowed")
            #expect(moved == status)
        }
    }

    @Test func `an incident can be settled from wherever it waits, and taken up again`() throws {
        var status = IncidentStatus.received
        for event: IncidentStatus.Event in [
            .examinationStarted, .foundActionable, .noticeSent, .seenGone, .seenAgain, .settled,
            .reopened,
        ] {
            try status.apply(event)
        }
        #expect(status == .awaitingAssessment)
    }
}
