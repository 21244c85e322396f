// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import CaseworkParts
import Matching
import NightlightCore
import Storage
import WebSupport
import WorkbenchShell

/// Reads what the pages of hash lists show, each page in one transaction.
struct HashListReading: Sendable {
    // LIMIT: 50 entries or proposals on a page.
    static let rowsMax = 50
    // LIMIT: the last 10 imports; the audit log has them all.
    static let importRowsMax = 10

    let hashLists: HashListService

    /// Every list, with what waits for a second person on any of them.
    struct Overview: Sendable {
        let lists: [HashList]
        let waitingCount: Int
        var heldCount: Int { lists.map(\.heldCount).reduce(0, +) }
        /// What people call the lists, by their identifiers.
        var names: [String: String] {
            Dictionary(lists.map { ($0.id.text, $0.name) }) { $1 }
        }
    }

    func overview(in transaction: any SQLTransaction) throws -> Overview {
        Overview(
            lists: try hashLists.all(in: transaction),
            waitingCount: try hashLists.waitingProposals(
                limit: HashProposalStore.pageRowsMax, in: transaction
            ).count)
    }

    /// One of the lists alone.
    func list(_ id: HashList.ID, in transaction: any SQLTransaction) throws -> HashList {
        do {
            return try hashLists.list(id, in: transaction)
        } catch MatchingError.listUnknown {
            throw WebError.notFound
        }
    }

    /// A list with a page of its entries.
    struct ListFile: Sendable {
        let list: HashList
        let names: [String: String]
        let entries: PageRows<HashEntry>
        let imports: [HashImport]
        let waiting: [HashProposal]
    }

    func list(
        _ id: HashList.ID, after: HashEntry.ID?, in transaction: any SQLTransaction
    ) throws -> ListFile {
        let overview = try overview(in: transaction)
        guard let list = overview.lists.first(where: { $0.id == id }) else {
            throw WebError.notFound
        }
        return ListFile(
            list: list, names: overview.names,
            entries: PageRows(
                try hashLists.entries(
                    of: id, after: after, limit: PageRows<HashEntry>.readCount(Self.rowsMax),
                    in: transaction), count: Self.rowsMax),
            imports: try hashLists.imports(
                of: id, limit: Self.importRowsMax, in: transaction),
            waiting: try hashLists.waitingProposals(on: id, in: transaction))
    }

    /// An entry with its list, what it did, and who is named in its history.
    struct EntryFile: Sendable {
        let list: HashList
        let history: HashListService.EntryHistory
        /// Accounts' names, by their identifiers.
        let people: [AccountID: String]

        var entry: HashEntry { history.entry }
    }

    func entry(
        _ text: String, of list: HashList.ID, in transaction: any SQLTransaction
    ) throws -> EntryFile {
        guard let id = HashEntry.ID(text) else { throw WebError.notFound }
        do {
            let history = try hashLists.history(of: id, in: transaction)
            guard history.entry.listID == list else { throw WebError.notFound }
            let origin = history.entry.origin
            let actors =
                [origin.addedBy] + [origin.confirmedBy].compactMap(\.self)
                + history.events.map(\.actor)
            return EntryFile(
                list: try hashLists.list(list, in: transaction), history: history,
                people: try Self.names(of: actors, in: transaction))
        } catch MatchingError.entryUnknown, MatchingError.listUnknown {
            throw WebError.notFound
        }
    }

    /// Entries that are held back.
    struct Quarantine: Sendable {
        let entries: PageRows<HashEntry>
        let overview: Overview
    }

    func quarantine(
        after: HashEntry.ID?, in transaction: any SQLTransaction
    ) throws -> Quarantine {
        Quarantine(
            entries: PageRows(
                try hashLists.quarantine(
                    after: after, limit: PageRows<HashEntry>.readCount(Self.rowsMax),
                    in: transaction), count: Self.rowsMax),
            overview: try overview(in: transaction))
    }

    /// What waits for a second person, with the names of people.
    struct Proposals: Sendable {
        let waiting: PageRows<HashProposal>
        let overview: Overview
        let people: [AccountID: String]
    }

    func proposals(
        after: HashProposal.ID?, in transaction: any SQLTransaction
    ) throws -> Proposals {
        let waiting = PageRows(
            try hashLists.waitingProposals(
                after: after, limit: PageRows<HashProposal>.readCount(Self.rowsMax),
                in: transaction), count: Self.rowsMax)
        return Proposals(
            waiting: waiting, overview: try overview(in: transaction),
            people: try Self.names(of: waiting.rows.map(\.proposedBy), in: transaction))
    }

    private static func names(
        of actors: [AuditActor], in transaction: any SQLTransaction
    ) throws -> [AccountID: String] {
        let accounts = actors.compactMap(\.accountID)
        return try PeopleReading.names(of: accounts, in: transaction)
    }
}
