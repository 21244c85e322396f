// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Incidents
import JobQueue
import NightlightCore
import Testing
import WebSupport
import WorkbenchShell

@testable import HashListPages
@testable import IncidentPages
@testable import OperationPages
@testable import Takedown
@testable import TakedownPages
@testable import WebComponents
@testable import WorkbenchShell

/// What a page shows is made by plain code from what was read: no database, no request.
@Suite struct PageModelTests {
    private static let now = Timestamp(secondsSinceEpoch: 1_800_000_000)

    private static func incident(_ status: IncidentStatus, hoursAgo: Int) -> Incident {
        let created = now - .hours(hoursAgo)
        return Incident(
            id: Incident.ID(at: created), number: "2027-000\(hoursAgo)", reportID: nil,
            channel: .public, technology: .webPage, concern: .material, status: status,
            createdAt: created)
    }

    @Test func `the queue says how old incidents are and where to go on`() throws {
        let asked = QueueRequest { ["view": "removing", "concern": "csam"][$0] }
        let queue = QueueSnapshot(
            incidents: [
                Self.incident(.actionable, hoursAgo: 3), Self.incident(.noticed, hoursAgo: 72),
            ], counts: [.actionable: 4, .noticed: 2, .received: 1])
        let page = QueuePage(queue, asked, try IncidentPages.words(at: Self.now))
        #expect(page.incidents.rows.map { $0.cells.last?.text } == ["3 h", "3 days"])
        #expect(
            page.incidents.rows.flatMap { $0.cells[3].tags.map(\.text) } == [
                "Actionable", "Notice sent",
            ])
        let removing = try #require(page.tabs.items.first { $0.isCurrent })
        #expect(removing.count == "6" && removing.path == "/?view=removing&concern=csam")
        #expect(page.incidents.empty == nil && page.filters.clearPath == "/?view=removing")
        #expect(page.filters.chips.map(\.removePath) == ["/?view=removing"])
    }

    @Test func `the queue is put in order by its headings, and goes on under its conditions`()
        throws
    {
        let asked = QueueRequest { ["concern": "csam", "order": "newest"][$0] }
        let words = try IncidentPages.words(at: Self.now)
        let table = QueuePage(
            QueueSnapshot(incidents: [Self.incident(.awaitingAssessment, hoursAgo: 3)]), asked,
            words
        ).incidents
        #expect(
            table.columns.compactMap(\.sortPath) == [
                "/?concern=csam", "/?concern=csam&order=newest",
            ])
        #expect(table.columns.map(\.order) == [nil, nil, nil, nil, "ascending"])
        // All of this view wait for the same thing, which its tab says.
        #expect(!table.columns.contains { $0.title == words("fact.status") })
    }

    @Test(arguments: [true, false])
    func `a queue with nothing in it says why`(isFiltered: Bool) throws {
        let asked = QueueRequest { isFiltered && $0 == "known" ? "trusted" : nil }
        let words = try IncidentPages.words()
        let empty = QueuePage(QueueSnapshot(incidents: []), asked, words)
        #expect(
            empty.incidents.empty?.title
                == words(isFiltered ? "queue.filteredTitle" : "queue.emptyTitle"))
        #expect((empty.incidents.empty?.action != nil) == isFiltered)
        let first = QueuePage(QueueSnapshot(incidents: [], isFirstRun: true), asked, words)
        #expect(first.incidents.empty?.title == words("queue.firstTitle"))
    }

    @Test(arguments: [(AccountRole.analyst, false), (.supervisor, true)])
    func `the system page leads to jobs who may open them`(role: AccountRole, leads: Bool) throws {
        let snapshot = SystemSnapshot(
            incidents: [.received: 3],
            takedowns: TakedownStatistics(
                counts: [:], removal: RemovalTimes(count: 0, median: nil), noticesSent: 0),
            jobs: [.dead: 2], nextDue: nil)
        let page = SystemPage(snapshot, for: role, try OperationPages.words())
        #expect(page.jobs.bars.allSatisfy { ($0.path != nil) == leads })
        #expect(page.dead?.text.contains("2") == true)
        #expect((page.dead?.link != nil) == leads)
        #expect(page.incidents.bars.first?.valueText == "3")
    }

    @Test func `a list of takedowns says who has to go on, since when, and where`() throws {
        let asked = TakedownListRequest { ["turn": "hosts"][$0] }
        #expect(asked.filter.states == [.noticed, .escalated])
        let told = Self.now - .hours(30)
        let takedown = Takedown(
            id: Takedown.ID(at: told), incidentID: Incident.ID(at: told),
            locatorID: Locator.ID(at: told), role: .hosting, country: "CA",
            progress: TakedownProgress(
                state: .noticed, firstNoticeAt: told, lastNoticeAt: Self.now), round: 1,
            version: 1, createdAt: told - .hours(5), updatedAt: Self.now)
        let snapshot = TakedownListSnapshot(
            takedowns: PageRows(
                [
                    TakedownRow(
                        takedown: takedown, incidentNumber: "2027-0001", waitingCount: 3,
                        contactName: "Kitten Hosting")
                ], count: 1), counts: [.noticed: 1, .failed: 2])
        let page = TakedownsPage(snapshot, asked, try TakedownPages.words(at: Self.now))
        let cells = try #require(page.table.rows.first).cells
        #expect(cells.map(\.text) == ["Kitten Hosting", "2027-0001", "", "The host", "30 h"])
        #expect(cells[0].note == "Canada" && cells[2].tags.map(\.text) == ["Host told"])
        #expect(cells[1].note == "Other incidents that wait for it: 2")
        #expect(page.turns.items.compactMap(\.count) == ["2", "1", "0", "0"])
        #expect(page.turns.items.filter(\.isCurrent).map(\.text) == ["With the host"])
    }

    @Test func `every state of a takedown is somebody's turn, and only one's`() {
        let states = TakedownTurn.allCases.flatMap(\.states)
        #expect(Set(states) == Set(TakedownState.allCases))
        #expect(states.count == TakedownState.allCases.count)
    }

    @Test func `lists are ordered by what was pressed, and turn round when pressed again`() {
        #expect(HashListOrder(nil).column == .name && !HashListOrder("x").isDescending)
        let order = HashListOrder("-entries")
        #expect(order.column == .entries && order.isDescending)
        #expect(order.heading(.entries, "").sortPath == "/hash-lists?order=entries")
        #expect(order.heading(.entries, "").order == "descending")
        #expect(order.heading(.name, "").sortPath == "/hash-lists?order=name")
        #expect(HashListOrder("name").heading(.name, "").sortPath == "/hash-lists?order=-name")
        #expect(
            HashListOrder(nil).heading(.held, "", isNumber: true).sortPath
                == "/hash-lists?order=-held")
    }

    @Test(arguments: [(0, 0, false), (2, 2, false), (3, 2, true)])
    func `a page knows whether others follow`(read: Int, shown: Int, follows: Bool) {
        let page = PageRows(Array(0..<read), count: 2)
        #expect(page.rows.count == shown && (page.last != nil) == follows)
    }
}
