// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Intake
import Incidents
import NightlightCore
import Storage
import WorkbenchShell

/// The queue's views: where in its life an incident is.
enum QueueView: String, CaseIterable {
    /// A person has to decide. What the page opens with: the work.
    case assess
    /// To be removed, and nobody can be asked to: a person has to find somebody.
    case stranded
    case arriving
    case removing
    case done
    case all

    /// Empty for all.
    var statuses: Set<IncidentStatus> {
        self == .all ? [] : Set(IncidentStatus.allCases.filter { $0.view == self })
    }

    /// Whether the number of incidents is shown.
    ///
    /// What is open fits into an index scan; what is done grows for ever.
    var isCounted: Bool {
        switch self {
        case .assess, .stranded, .arriving, .removing: true
        case .done, .all: false
        }
    }
}

extension IncidentStatus {
    /// The tab of the queue that an incident stands under.
    var view: QueueView {
        switch self {
        case .awaitingAssessment: .assess
        case .stranded: .stranded
        case .received, .examining: .arriving
        case .actionable, .noticed: .removing
        case .removed, .closed: .done
        }
    }
}

/// What the query of the queue's address asks for.
struct QueueRequest {
    let view: QueueView
    private(set) var concern: Concern?
    private(set) var technology: Technology?
    private(set) var known: KnownMaterial?
    private(set) var order: IncidentOrder
    private(set) var number: String?
    let after: IncidentCursor?

    /// - Parameter query: gives a value of the address, or `nil`.
    init(_ query: (String) -> String?) {
        number = query(Self.numberField)
        // Whoever looks for a number wants it wherever it is.
        view =
            query("view").flatMap(QueueView.init(rawValue:))
            ?? (number == nil ? .assess : .all)
        concern = query("concern").flatMap(Concern.init(rawValue:))
        technology = query("technology").flatMap(Technology.init(rawValue:))
        known = query("known").flatMap(KnownMaterial.init(rawValue:))
        order = query("order").flatMap(IncidentOrder.init(rawValue:)) ?? .urgency
        after = query("after").flatMap(IncidentCursor.init)
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

    /// A receipt's or an incident's number: also where a key leads.
    static let numberField = "number"

    var isFiltered: Bool { concern != nil || technology != nil || known != nil || number != nil }

    func query(_ view: QueueView) -> QueryText {
        var query = QueryText()
        query.add("view", view == .assess ? nil : view.rawValue)
        query.add("concern", concern?.rawValue)
        query.add("technology", technology?.rawValue)
        query.add("known", known?.rawValue)
        query.add("order", order == .urgency ? nil : order.rawValue)
        query.add(Self.numberField, number)
        return query
    }

    /// This view from its beginning, in another order.
    func path(orderedBy order: IncidentOrder) -> String {
        var asked = self
        asked.order = order
        return asked.query(view).path("/")
    }

    /// This view without one of its conditions.
    func path(without name: String) -> String {
        var asked = self
        switch name {
        case "concern": asked.concern = nil
        case "technology": asked.technology = nil
        case "known": asked.known = nil
        default: asked.number = nil
        }
        return asked.query(view).path("/")
    }

    var unfilteredPath: String { view == .assess ? "/" : "/?view=\(view.rawValue)" }
}
