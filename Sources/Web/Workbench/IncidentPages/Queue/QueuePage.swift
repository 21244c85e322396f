// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import Incidents
import NightlightCore
import WebComponents
import WorkbenchShell

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

    let tabs: Navigation
    let view: String
    let filters: [SelectField]
    let isFiltered: Bool
    let resetPath: String
    let number: String
    let rows: [Row]
    let paging: Paging?
    /// Nothing has ever been reported.
    let isFirstRun: Bool
    /// Nothing is left in this view.
    let isEmpty: Bool
    /// The filter hides everything.
    let isFilteredEmpty: Bool

    init(_ queue: QueueSnapshot, _ asked: QueueRequest, _ words: PageWords) {
        let query = asked.query(asked.view)
        let isNothingShown = queue.incidents.isEmpty && !queue.isFirstRun
        tabs = Self.tabs(asked, queue.counts, words)
        view = asked.view.rawValue
        filters = [
            SelectField(
                filter: "concern", label: words("fact.concern"), "concern", asked.concern, words),
            SelectField(
                filter: "technology", label: words("fact.technology"), "technology",
                asked.technology, words),
            SelectField(filter: "known", label: words("fact.known"), "known", asked.known, words),
            Self.orders(asked.order, words),
        ]
        isFiltered = asked.isFiltered
        resetPath = asked.view == .assess ? "/" : "/?view=\(asked.view.rawValue)"
        number = asked.number ?? ""
        rows = queue.incidents.map { Row($0, words) }
        paging = Paging(
            first: asked.after == nil ? nil : query.path("/"),
            next: queue.next.map { query.path("/", adding: "after", $0.text) })
        isFirstRun = queue.isFirstRun
        isEmpty = isNothingShown && !asked.isFiltered
        isFilteredEmpty = isNothingShown && asked.isFiltered
    }

    private static func tabs(
        _ asked: QueueRequest, _ counts: [IncidentStatus: Int], _ words: PageWords
    ) -> Navigation {
        Navigation(
            label: words("queue.views"),
            QueueView.allCases.map { view in
                let count = view.statuses.reduce(0) { $0 + (counts[$1] ?? 0) }
                return Navigation.Item(
                    asked.query(view).path("/"), words("queueView.\(view.rawValue)"),
                    count: view.isCounted ? String(count) : nil, isCurrent: view == asked.view)
            })
    }

    private static func orders(_ selected: IncidentOrder, _ words: PageWords) -> SelectField {
        SelectField(
            "order", label: words("queue.order"),
            IncidentOrder.allCases.map {
                SelectField.Option(
                    $0.rawValue, words("order.\($0.rawValue)"),
                    isSelected: $0 == selected)
            })
    }
}

extension QueuePage.Row {
    init(_ incident: Incident, _ words: PageWords) {
        path = CaseworkPath.incident(incident.id)
        number = incident.number
        urgency = Tag(incident.urgency, words)
        concern = words("concern.\(incident.concern.rawValue)")
        technology = words("technology.\(incident.technology.rawValue)")
        status = Tag(incident.status, words)
        known = Tag(incident.known, words)
        age = words.age(since: incident.createdAt)
    }
}

extension Tag {
    init(_ urgency: Urgency, _ words: PageWords) {
        let tone: Tone =
            switch urgency {
            case .urgent: .bad
            case .raised: .wait
            case .routine: .plain
            }
        self.init(words("urgency.\(urgency.rawValue)"), tone)
    }

    init(_ known: KnownMaterial, _ words: PageWords) {
        let tone: Tone =
            switch known {
            case .trusted: .bad
            case .listed: .wait
            case .none, .unexamined: .plain
            }
        self.init(words("known.\(known.rawValue)"), tone)
    }
}
