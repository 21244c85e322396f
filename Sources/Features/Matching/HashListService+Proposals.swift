// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
import NightlightCore
package import Storage

/// What needs two people: proposals, and what becomes of them.
extension HashListService {
    /// What waits for a second person, the oldest first.
    package func waitingProposals(
        after: HashProposal.ID? = nil, limit: Int
    ) async throws -> [HashProposal] {
        try await database.read { try waitingProposals(after: after, limit: limit, in: $0) }
    }

    package func waitingProposals(
        after: HashProposal.ID? = nil, limit: Int, in transaction: any SQLTransaction
    ) throws -> [HashProposal] {
        try proposals.waiting(after: after, limit: limit, in: transaction)
    }

    package func waitingProposals(on list: HashList.ID) async throws -> [HashProposal] {
        try await database.read { try waitingProposals(on: list, in: $0) }
    }

    package func waitingProposals(
        on list: HashList.ID, in transaction: any SQLTransaction
    ) throws -> [HashProposal] {
        try proposals.waiting(on: list, in: transaction)
    }

    /// A proposal that waits for a second person.
    struct Waiting {
        let proposal: HashProposal
        /// `false` when it waited before anybody asked again.
        let isNew: Bool
    }

    /// Writes a proposal, or finds the one that waits already.
    func propose(
        _ action: HashProposal.Action, on list: HashList.ID, _ fingerprint: Fingerprint? = nil,
        note: String? = nil, warning: HoldCause? = nil, by actor: AuditActor, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> Waiting {
        let proposal = HashProposal(
            id: HashProposal.ID(at: now), listID: list, action: action, fingerprint: fingerprint,
            note: note, warning: warning, proposedBy: actor, proposedAt: now, state: .waiting,
            decidedBy: nil, decidedAt: nil, reason: nil)
        guard try proposals.insert(proposal, in: transaction) else {
            let waiting = try proposals.find(
                action, on: list, fingerprint, in: transaction)
            guard let waiting else { throw StorageError.conflict }
            return Waiting(proposal: waiting, isNew: false)
        }
        try audit.record(
            .hashList(.hashListProposed, list, by: actor, proposal.facts, at: now),
            in: transaction)
        return Waiting(proposal: proposal, isNew: true)
    }

    /// Does what was proposed.
    ///
    /// An entry that collides with what another list says goes into quarantine all the same: it
    /// takes one more look there to let it out.
    ///
    /// - Parameter actor: somebody with an account who is not the one who proposed it.
    /// - Throws: `MatchingError`, with `secondPersonNeeded` for anybody else and
    ///   `proposalDecided` when somebody was faster.
    @discardableResult
    package func confirm(
        _ id: HashProposal.ID, by actor: AuditActor
    ) async throws -> HashProposal {
        let now = time.now()
        let found = try await database.read { [proposals] in try proposals.find(id, in: $0) }
        guard let found else { throw MatchingError.proposalUnknown }
        let screen = try await EntryScreen.load(
            for: list(found.listID), one: found.fingerprint, with: benign, from: database)
        return try await database.write { [self] transaction in
            let change = try lists.nextChange(in: transaction)
            let proposal = try waiting(id, in: transaction)
            guard actor.isSecondPerson(after: proposal.proposedBy) else {
                throw MatchingError.secondPersonNeeded
            }
            try proposals.end(
                id, as: .confirmed, by: actor, reason: nil, at: now, in: transaction)
            try audit.record(
                .hashList(
                    .hashListProposalConfirmed, proposal.listID, by: actor, proposal.facts,
                    at: now), in: transaction)
            try carryOut(
                proposal, screen, change: change, by: actor, at: now, in: transaction)
            return proposal
        }
    }

    private func carryOut(
        _ proposal: HashProposal, _ screen: EntryScreen, change: Int64, by actor: AuditActor,
        at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        guard let list = try lists.lock(proposal.listID, in: transaction) else {
            throw MatchingError.listUnknown
        }
        switch (proposal.action, proposal.fingerprint) {
        case (.add, let fingerprint?):
            // Imported meanwhile: then it is there, as was wanted.
            if try lists.entry(fingerprint, of: list.id, in: transaction) != nil { return }
            let origin = HashEntry.Origin(
                importID: nil, addedBy: proposal.proposedBy, confirmedBy: actor, category: nil,
                note: proposal.note)
            _ = try insert(
                fingerprint, into: list.id, origin,
                try screen.causes(of: [fingerprint], in: transaction)[fingerprint],
                change: change, by: actor, at: now, in: transaction)
        case (.restore, let fingerprint?):
            try restore(
                fingerprint, on: list.id, reason: proposal.note, change: change, by: actor,
                at: now, in: transaction)
        case (.enable, _):
            _ = try apply(
                HashListChange(isEnabled: true), to: list, by: actor, at: now, in: transaction)
        case (.trust, _):
            _ = try apply(
                HashListChange(isTrusted: true, adding: .twoPerson), to: list, by: actor, at: now,
                in: transaction)
        case (.onePerson, _):
            _ = try apply(
                HashListChange(adding: .onePerson), to: list, by: actor, at: now,
                in: transaction)
        case (.add, nil), (.restore, nil): throw StorageError.unexpectedValue(column: "subject")
        }
    }

    /// Ends a proposal without doing what it asks for; whoever proposed it may take it back so.
    package func refuse(
        _ id: HashProposal.ID, reason: String, by actor: AuditActor
    ) async throws {
        try Self.check(reason)
        let now = time.now()
        try await database.write { [self] transaction in
            let proposal = try waiting(id, in: transaction)
            try proposals.end(
                id, as: .refused, by: actor, reason: reason, at: now, in: transaction)
            try audit.record(
                .hashList(
                    .hashListProposalRefused, proposal.listID, by: actor, proposal.facts,
                    at: now), in: transaction)
        }
    }

    private func waiting(
        _ id: HashProposal.ID, in transaction: any SQLTransaction
    ) throws -> HashProposal {
        guard let proposal = try proposals.lock(id, in: transaction) else {
            throw MatchingError.proposalUnknown
        }
        guard proposal.state == .waiting else { throw MatchingError.proposalDecided }
        return proposal
    }
}

extension HashProposal {
    /// For the audit log, which has no word of a person and no fingerprint.
    fileprivate var facts: Facts {
        var facts: Facts = [.proposal: id.text, .action: action.rawValue]
        facts[.warning] = warning?.rawValue
        return facts
    }
}
