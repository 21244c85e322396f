// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Intake
import HTTPTypes
import Hummingbird
import Incidents
import NightlightCore
import Storage
import WebSupport

/// The queue's views: where in its life an incident is.
enum QueueView: String, CaseIterable {
    /// A person has to decide. What the page opens with: the work.
    case assess
    case arriving
    case removing
    case done
    case all

    var statuses: Set<IncidentStatus> {
        switch self {
        case .assess: [.awaitingAssessment]
        case .arriving: [.received, .examining]
        case .removing: [.actionable, .noticed]
        case .done: [.removed, .closed]
        case .all: []
        }
    }

    /// Whether the number of incidents is shown.
    ///
    /// What is open fits into an index scan; what is done grows for ever.
    var isCounted: Bool {
        switch self {
        case .assess, .arriving, .removing: true
        case .done, .all: false
        }
    }
}

struct QueuePage {
    struct Row {
        let path: String
        let number: String
        let urgency: Tag
        let concern: String
        let technology: String
        let status: Tag
        let known: Tag
        let age: String
    }

    let tabs: [Tab]
    let view: String
    let filters: [Choices]
    let isFiltered: Bool
    let resetPath: String
    let number: String
    let rows: [Row]
    let paging: Paging
    /// Nothing has ever been reported.
    let isFirstRun: Bool
    /// Nothing is left in this view.
    let isEmpty: Bool
    /// The filter hides everything.
    let isFilteredEmpty: Bool
}

/// What the query of the queue's address asks for.
private struct QueueRequest {
    let view: QueueView
    let concern: Concern?
    let technology: Technology?
    let known: KnownMaterial?
    let order: IncidentOrder
    let number: String?
    let after: IncidentCursor?

    init(_ request: StaffRequest) {
        number = request.query("number")
        // Whoever looks for a number wants it wherever it is.
        view =
            request.query("view").flatMap(QueueView.init(rawValue:))
            ?? (number == nil ? .assess : .all)
        concern = request.query("concern").flatMap(Concern.init(rawValue:))
        technology = request.query("technology").flatMap(Technology.init(rawValue:))
        known = request.query("known").flatMap(KnownMaterial.init(rawValue:))
        order = request.query("order").flatMap(IncidentOrder.init(rawValue:)) ?? .urgency
        after = request.query("after").flatMap(IncidentCursor.init)
    }

    func filter(in transaction: any SQLTransaction) throws -> IncidentFilter {
        var filter = IncidentFilter()
        filter.statuses = view.statuses
        if let concern { filter.concerns = [concern] }
        if let technology { filter.technologies = [technology] }
        if let known { filter.known = [known] }
        if let number { try filter.narrow(toNumber: number, in: transaction) }
        return filter
    }

    var isFiltered: Bool { concern != nil || technology != nil || known != nil || number != nil }

    func query(_ view: QueueView) -> QueryText {
        var query = QueryText()
        query.add("view", view == .assess ? nil : view.rawValue)
        query.add("concern", concern?.rawValue)
        query.add("technology", technology?.rawValue)
        query.add("known", known?.rawValue)
        query.add("order", order == .urgency ? nil : order.rawValue)
        query.add("number", number)
        return query
    }
}

extension Workbench {
    /// LIMIT: 50 incidents on a page, as many as one scrolls through.
    private static let queueRowsMax = 50

    func queue(_ request: StaffRequest) async throws -> Response {
        let asked = QueueRequest(request)
        let (found, counts, isFirstRun) = try await services.database.read { transaction in
            let store = IncidentStore()
            let chosen = try asked.filter(in: transaction)
            let found = try store.list(
                chosen, order: asked.order, after: asked.after, limit: Self.queueRowsMax,
                in: transaction)
            var open = chosen
            open.statuses = QueueView.allCases.filter(\.isCounted)
                .reduce(into: []) { $0.formUnion($1.statuses) }
            let counts = try store.counts(open, in: transaction)
            let isFirstRun =
                try found.incidents.isEmpty
                && store.list(IncidentFilter(), order: .newest, limit: 1, in: transaction)
                    .incidents.isEmpty
            return (found, counts, isFirstRun)
        }
        let phrases = renderer.phrases(request.language)
        let query = asked.query(asked.view)
        let isEmpty = found.incidents.isEmpty && !isFirstRun
        let page = QueuePage(
            tabs: tabs(asked, counts, phrases), view: asked.view.rawValue,
            filters: [
                Choices(filter: "concern", "concern", asked.concern, phrases),
                Choices(filter: "technology", "technology", asked.technology, phrases),
                Choices(filter: "known", "known", asked.known, phrases),
                orders(asked.order, phrases),
            ],
            isFiltered: asked.isFiltered,
            resetPath: asked.view == .assess ? "/" : "/?view=\(asked.view.rawValue)",
            number: asked.number ?? "",
            rows: found.incidents.map { row($0, phrases) },
            paging: Paging(
                first: asked.after == nil ? nil : query.path("/"),
                next: found.next.map { query.path("/", adding: "after", $0.text) }),
            isFirstRun: isFirstRun, isEmpty: isEmpty && !asked.isFiltered,
            isFilteredEmpty: isEmpty && asked.isFiltered)
        return try render("Pages/queue", page, request, section: .queue)
    }

    private func tabs(
        _ asked: QueueRequest, _ counts: [IncidentStatus: Int], _ phrases: Phrases
    ) -> [Tab] {
        QueueView.allCases.map { view in
            let count = view.statuses.reduce(0) { $0 + (counts[$1] ?? 0) }
            return Tab(
                path: asked.query(view).path("/"), text: phrases("queueView.\(view.rawValue)"),
                count: view.isCounted ? String(count) : nil, isCurrent: view == asked.view)
        }
    }

    private func orders(_ selected: IncidentOrder, _ phrases: Phrases) -> Choices {
        Choices(
            name: "order", label: phrases("queue.order"),
            options: IncidentOrder.allCases.map {
                Choice(
                    value: $0.rawValue, text: phrases("order.\($0.rawValue)"),
                    isSelected: $0 == selected)
            })
    }

    private func row(_ incident: Incident, _ phrases: Phrases) -> QueuePage.Row {
        QueuePage.Row(
            path: "/incidents/\(incident.id)", number: incident.number,
            urgency: Tag(incident.urgency, phrases),
            concern: phrases("concern.\(incident.concern.rawValue)"),
            technology: phrases("technology.\(incident.technology.rawValue)"),
            status: Tag(incident.status, phrases), known: Tag(incident.known, phrases),
            age: age(since: incident.createdAt, phrases))
    }

    /// How long ago, in the largest unit that fits.
    func age(since start: Timestamp, _ phrases: Phrases) -> String {
        let minutes = max(0, Int((time.now() - start).inSeconds / 60))
        switch minutes {
        case ..<60: return phrases("age.minutes", ["count": String(minutes)])
        case ..<2_880: return phrases("age.hours", ["count": String(minutes / 60)])
        default: return phrases("age.days", ["count": String(minutes / 1_440)])
        }
    }
}
