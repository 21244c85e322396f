// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import Hummingbird
import Intake
import NightlightCore
import Storage
import WebSupport

/// One choice of a filter's list.
struct FilterOption {
    let value: String
    let text: String
    let isSelected: Bool
}

struct QueuePage {
    struct Row {
        let path: String
        let number: String
        let urgency: String
        let urgencyTag: String
        let concern: String
        let technology: String
        let status: String
        let statusTag: String
        let known: String
        let knownTag: String
        let age: String
    }

    let statuses: [FilterOption]
    let concerns: [FilterOption]
    let technologies: [FilterOption]
    let known: [FilterOption]
    let orders: [FilterOption]
    let number: String
    let rows: [Row]
    let nextPath: String?
    let firstPath: String?
    /// Nothing has ever been reported.
    let isFirstRun: Bool
    /// The filter hides everything.
    let isEmpty: Bool
}

extension Workbench {
    /// LIMIT: 50 incidents on a page, as many as one scrolls through.
    private static let queueRowsMax = 50

    func queue(_ visit: Visit) async throws -> Response {
        let request = visit.request
        var filter = IncidentFilter()
        let status = request.query("status").flatMap(IncidentStatus.init(rawValue:))
        let concern = request.query("concern").flatMap(Concern.init(rawValue:))
        let technology = request.query("technology").flatMap(Technology.init(rawValue:))
        let known = request.query("known").flatMap(KnownMaterial.init(rawValue:))
        let order = request.query("order").flatMap(IncidentOrder.init(rawValue:)) ?? .urgency
        let number = request.query("number")
        if let status { filter.statuses = [status] }
        if let concern { filter.concerns = [concern] }
        if let technology { filter.technologies = [technology] }
        if let known { filter.known = [known] }
        filter.number = number
        let after = request.query("after").flatMap(IncidentCursor.init)
        let chosen = filter
        let (page, total) = try await services.database.read { transaction in
            let page = try IncidentStore().list(
                chosen, order: order, after: after, limit: Self.queueRowsMax, in: transaction)
            let isEmpty = page.incidents.isEmpty
            let total = isEmpty ? try IncidentStore().counts(in: transaction).count : 1
            return (page, total)
        }
        let query = [
            ("status", status?.rawValue), ("concern", concern?.rawValue),
            ("technology", technology?.rawValue), ("known", known?.rawValue),
            ("order", order == .urgency ? nil : order.rawValue), ("number", number),
        ].compactMap { name, value in value.map { "\(name)=\(Self.queryText($0))" } }
        let phrases = renderer.phrases(visit.language)
        let values = QueuePage(
            statuses: options(IncidentStatus.self, "status", status, phrases),
            concerns: options(Concern.self, "concern", concern, phrases),
            technologies: options(Technology.self, "technology", technology, phrases),
            known: options(KnownMaterial.self, "known", known, phrases),
            orders: IncidentOrder.allCases.map {
                FilterOption(
                    value: $0.rawValue, text: phrases("order.\($0.rawValue)"),
                    isSelected: $0 == order)
            },
            number: number ?? "", rows: page.incidents.map { row($0, visit.language) },
            nextPath: page.next.map {
                "/?" + (query + ["after=\($0.text)"]).joined(separator: "&")
            },
            firstPath: after == nil ? nil : "/?" + query.joined(separator: "&"),
            isFirstRun: page.incidents.isEmpty && total == 0,
            isEmpty: page.incidents.isEmpty && total > 0)
        return try render("Pages/queue", values, visit, section: .queue)
    }

    /// The choices of a filter, with "all" first.
    private func options<Value: CaseIterable & RawRepresentable & Equatable>(
        _ type: Value.Type, _ prefix: String, _ selected: Value?, _ phrases: Phrases
    ) -> [FilterOption] where Value.RawValue == String {
        [FilterOption(value: "", text: phrases("queue.all"), isSelected: selected == nil)]
            + Value.allCases.map {
                FilterOption(
                    value: $0.rawValue, text: phrases("\(prefix).\($0.rawValue)"),
                    isSelected: $0 == selected)
            }
    }

    private func row(_ incident: Incident, _ language: Language) -> QueuePage.Row {
        let phrases = renderer.phrases(language)
        return QueuePage.Row(
            path: "/incidents/\(incident.id)", number: incident.number,
            urgency: phrases("urgency.\(incident.urgency.rawValue)"),
            urgencyTag: incident.urgency == .urgent
                ? "bad" : incident.urgency == .raised ? "wait" : "plain",
            concern: phrases("concern.\(incident.concern.rawValue)"),
            technology: phrases("technology.\(incident.technology.rawValue)"),
            status: phrases("status.\(incident.status.rawValue)"),
            statusTag: Self.tag(of: incident.status),
            known: phrases("known.\(incident.known.rawValue)"),
            knownTag: incident.known == .trusted
                ? "bad" : incident.known == .listed ? "wait" : "plain",
            age: age(since: incident.createdAt, phrases))
    }

    static func tag(of status: IncidentStatus) -> String {
        switch status {
        case .removed: "good"
        case .actionable: "bad"
        case .awaitingAssessment, .noticed: "wait"
        case .received, .examining, .closed: "plain"
        }
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

    /// Letters, digits and hyphens pass; anything else a person typed is escaped.
    static func queryText(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
                || (0x61...0x7a).contains(byte) || byte == 0x2d
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + Hexadecimal.encode([byte])
        }.joined()
    }
}
