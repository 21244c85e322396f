// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import Incidents
import NightlightCore
import WebComponents
import WorkbenchShell

/// The queue: views of it, what narrows them down, and the incidents of one.
struct QueuePage {
    // LIMIT: twice a minute; more would not be seen, and many people keep the page open.
    private static let refreshSeconds = 30

    let tabs: Navigation
    let filters: FilterBar
    let live: LiveRegion
    let incidents: DataTable

    init(_ queue: QueueSnapshot, _ asked: QueueRequest, _ words: PageWords) {
        tabs = Self.tabs(asked, queue.counts, words)
        filters = FilterBar(asked, words)
        live = LiveRegion(
            regions: ["views", "incidents"], seconds: Self.refreshSeconds,
            shownAt: words.clock(words.now))
        let columns = QueueColumn.shown(in: asked.view)
        let query = asked.query(asked.view)
        incidents = DataTable(
            caption: words("section.queue"), columns.map { $0.heading(asked, words) },
            queue.incidents.map { incident in
                DataTable.Row(
                    tone: incident.status.isOpen ? Tone(incident.urgency) : .plain,
                    columns.map { $0.cell(of: incident, words) })
            },
            empty: Self.empty(queue, asked, words),
            paging: Paging(
                first: asked.after == nil ? nil : query.path("/"),
                next: queue.next.map { query.path("/", adding: "after", $0.text) }))
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

    /// What stands there when there is no incident: why, and what to do about it.
    private static func empty(
        _ queue: QueueSnapshot, _ asked: QueueRequest, _ words: PageWords
    ) -> EmptyState {
        if queue.isFirstRun {
            return EmptyState(
                title: words("queue.firstTitle"), text: words("queue.firstText"))
        }
        guard asked.isFiltered else {
            return EmptyState(
                title: words("queue.emptyTitle"), text: words("queue.emptyText"))
        }
        return EmptyState(
            title: words("queue.filteredTitle"), text: words("queue.filteredText"),
            action: Link(asked.unfilteredPath, words("queue.reset")))
    }
}

/// A column of the queue.
private enum QueueColumn {
    case number, concern, known, status, urgency, age

    /// In a view of one status, its column would say the same on every row.
    static func shown(in view: QueueView) -> [QueueColumn] {
        [.number, .concern, .known] + (view.statuses.count == 1 ? [] : [.status])
            + [.urgency, .age]
    }

    func heading(_ asked: QueueRequest, _ words: PageWords) -> DataTable.Column {
        func column(_ name: String, sortedBy order: IncidentOrder, _ direction: DataTable.Order)
            -> DataTable.Column
        {
            DataTable.Column(
                words("fact.\(name)"), sortPath: asked.path(orderedBy: order),
                order: asked.order == order ? direction : nil)
        }
        switch self {
        case .number: return DataTable.Column(words("fact.number"))
        case .concern: return DataTable.Column(words("fact.concern"))
        case .known: return DataTable.Column(words("fact.known"))
        case .status: return DataTable.Column(words("fact.status"))
        case .urgency: return column("urgency", sortedBy: .urgency, .descending)
        case .age: return column("age", sortedBy: .newest, .ascending)
        }
    }

    func cell(of incident: Incident, _ words: PageWords) -> DataTable.Cell {
        switch self {
        case .number:
            DataTable.Cell(
                incident.number, path: CaseworkPath.incident(incident.id),
                note: words("channel.\(incident.channel.rawValue)"))
        case .concern:
            DataTable.Cell(
                words("concern.\(incident.concern.rawValue)"),
                note: words("technology.\(incident.technology.rawValue)"))
        case .known:
            incident.known.isListed
                ? DataTable.Cell("", tags: [Tag(incident.known, words)])
                : DataTable.Cell(words("known.\(incident.known.rawValue)"))
        case .status: DataTable.Cell("", tags: [Tag(incident.status, words)])
        case .urgency:
            incident.urgency == .routine
                ? DataTable.Cell(words("urgency.\(incident.urgency.rawValue)"))
                : DataTable.Cell("", tags: [Tag(incident.urgency, words)])
        case .age:
            DataTable.Cell(
                words.age(since: incident.createdAt), note: words.moment(incident.createdAt))
        }
    }
}

extension FilterBar {
    fileprivate init(_ asked: QueueRequest, _ words: PageWords) {
        func chip(_ name: String, _ value: String?, as label: String) -> Chip? {
            value.map {
                Chip(
                    words("queue.chip", ["name": label, "value": $0]),
                    removePath: asked.path(without: name))
            }
        }
        let (concern, technology, known) = (
            words("fact.concern"), words("fact.technology"), words("fact.known")
        )
        self.init(
            action: "/", label: words("queue.filter"),
            hidden: [HiddenField("view", asked.view.rawValue)],
            search: TextField(
                QueueRequest.numberField, label: words("queue.number"),
                value: asked.number ?? "", kind: .search, lengthMax: 40),
            selects: [
                SelectField(filter: "concern", label: concern, "concern", asked.concern, words),
                SelectField(
                    filter: "technology", label: technology, "technology", asked.technology,
                    words),
                SelectField(filter: "known", label: known, "known", asked.known, words),
                SelectField(
                    "order", label: words("queue.order"),
                    IncidentOrder.allCases.map {
                        SelectField.Option(
                            $0.rawValue, words("order.\($0.rawValue)"),
                            isSelected: $0 == asked.order)
                    }),
            ],
            chips: [
                chip(
                    QueueRequest.numberField, asked.number, as: words("fact.number")),
                chip(
                    "concern", asked.concern.map { words("concern.\($0.rawValue)") }, as: concern),
                chip(
                    "technology", asked.technology.map { words("technology.\($0.rawValue)") },
                    as: technology),
                chip("known", asked.known.map { words("known.\($0.rawValue)") }, as: known),
            ].compactMap(\.self), clearPath: asked.unfilteredPath)
    }
}
