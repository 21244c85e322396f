// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import CaseworkParts
import Incidents
import NightlightCore
import Takedown
import WebComponents
import WorkbenchShell

/// Tables of addresses and of where they lead. Many addresses that are alike are one row, because
/// an incident may have hundreds and a reader looks for what differs.
extension IncidentView {
    /// What was reported or redirected to, and what its page showed or linked to.
    var locators: (named: [Locator], found: [Locator]) {
        let isNamed = { (locator: Locator) in
            switch locator.origin {
            case .reported, .redirect: true
            case .picture, .link: false
            }
        }
        return (
            snapshot.locators.filter(isNamed), snapshot.locators.filter { !isNamed($0) }
        )
    }

    /// `nil` when there are none.
    func addresses(_ locators: [Locator], caption: String) -> DataTable? {
        guard !locators.isEmpty else { return nil }
        let columns = [
            DataTable.Column(words("takedownFact.address")),
            DataTable.Column(words("incident.kind")), DataTable.Column(words("incident.origin")),
            DataTable.Column(words("incident.found")),
        ]
        return snapshot.addresses.isEmpty
            ? DataTable(caption: caption, columns, unnamed(locators))
            : DataTable(
                caption: caption,
                columns.prefix(1) + [DataTable.Column(words("incident.where"))]
                    + columns.dropFirst().dropLast(), locators.map(named))
    }

    /// An address by its number alone, those that are alike together.
    private func unnamed(_ locators: [Locator]) -> [DataTable.Row] {
        rows(
            locators.map { locator in
                (
                    locator.id,
                    [
                        DataTable.Cell(words("locator.\(locator.kind.rawValue)")),
                        DataTable.Cell(words("origin.\(locator.origin.rawValue)")),
                        DataTable.Cell(words.moment(locator.createdAt)),
                    ]
                )
            })
    }

    /// Only after somebody asked for it, which is on record.
    private func named(_ locator: Locator) -> DataTable.Row {
        let text = snapshot.addresses[locator.id].map(AddressText.init)
        return DataTable.Row([
            DataTable.Cell(title(of: locator.id)),
            DataTable.Cell(text?.host ?? "–", note: text?.whole, isCode: true),
            DataTable.Cell(words("locator.\(locator.kind.rawValue)")),
            DataTable.Cell(words("origin.\(locator.origin.rawValue)")),
        ])
    }

    /// Rows that begin with an address; rows that are the same but for that become one.
    private func rows(_ all: [(locator: Locator.ID, cells: [DataTable.Cell])]) -> [DataTable.Row] {
        var order: [[DataTable.Cell]] = []
        var numbers: [[DataTable.Cell]: [Int]] = [:]
        for (locator, cells) in all {
            if numbers[cells] == nil { order.append(cells) }
            numbers[cells, default: []] += [snapshot.number(of: locator)].compactMap(\.self)
        }
        return order.map { cells in
            DataTable.Row([DataTable.Cell(words.addresses(numbers[cells] ?? []))] + cells)
        }
    }

    /// What is about one address each, in the order in which the page numbers addresses.
    private func inOrder<Item>(_ items: [Item], by locator: (Item) -> Locator.ID) -> [Item] {
        items.map { (snapshot.number(of: locator($0)) ?? .max, $0) }
            .sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Where addresses point to, and who runs that; `nil` when nothing was traced.
    var servers: DataTable? {
        guard !snapshot.traces.isEmpty else { return nil }
        let traces = inOrder(snapshot.traces) { $0.locatorID }
        return DataTable(
            caption: words("incident.servers"),
            [
                DataTable.Column(words("takedownFact.address")),
                DataTable.Column(words("takedownFact.server")),
                DataTable.Column(words("incident.network")),
                DataTable.Column(words("incident.foundBy")),
            ],
            rows(
                traces.map { trace in
                    let network = [trace.organisation, trace.networkName, trace.networkHandle]
                        .compactMap(\.self).first
                    return (
                        trace.locatorID,
                        [
                            DataTable.Cell(
                                trace.address ?? "–",
                                note: words("serverRole.\(trace.role.rawValue)")),
                            DataTable.Cell(
                                network ?? words("incident.unknown"),
                                note: trace.country.map(words.country)),
                            DataTable.Cell(
                                trace.failureCode.map { words.code($0) }
                                    ?? words("traceSource.\(trace.source.rawValue)")),
                        ]
                    )
                }))
    }

    /// What was begun for each address, to tick; `nil` when nothing was.
    func takedowns(for role: AccountRole) -> DataTable? {
        guard !snapshot.takedowns.isEmpty else { return nil }
        let all = inOrder(snapshot.takedowns) { $0.follower.locatorID }
        return DataTable(
            caption: words("incident.takedowns"),
            [
                DataTable.Column(words("takedownFact.address")),
                DataTable.Column(words("fact.status")),
                DataTable.Column(words("takedownFact.contact")),
                DataTable.Column(words("takedownFact.lastRecheck")),
            ], all.map { row(of: $0, for: role) })
    }

    private func row(of details: TakedownDetails, for role: AccountRole) -> DataTable.Row {
        let takedown = details.takedown
        let title = title(of: details.follower.locatorID)
        // Whether the person who looks can do anything with it.
        let canMove = TakedownMove.allCases.contains {
            role >= $0.leastRole && $0.isPossible(from: details.state)
        }
        let others = details.waitingCount - (details.follower.isWaiting ? 1 : 0)
        return DataTable.Row(
            pick: canMove
                ? DataTable.Pick(name: "takedown", value: takedown.id.text, label: title) : nil,
            [
                DataTable.Cell(
                    title, path: CaseworkPath.takedown(takedown.id),
                    note: snapshot.addresses[details.follower.locatorID].map {
                        AddressText($0).host
                    }),
                DataTable.Cell(
                    "", tags: [Tag(details.state, words)],
                    note: others > 0
                        ? words("takedowns.others", ["count": String(others)]) : nil),
                DataTable.Cell(details.contact?.name ?? words("takedowns.nobody")),
                DataTable.Cell(
                    "", tags: details.rechecks.first.map { [Tag($0.finding, words)] } ?? [],
                    note: snapshot.nextRechecks[takedown.id].map {
                        words("incident.nextRecheck", ["time": words.moment($0)])
                    }),
            ])
    }

    /// Each notice once, newest first, though it may carry many addresses of the incident.
    var notices: DataTable? {
        let all = snapshot.takedowns.flatMap(\.notices)
        let once = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }.values
        return DataTable(
            notices: once.sorted { $0.composedAt > $1.composedAt },
            caption: words("incident.notices"), words)
    }
}
