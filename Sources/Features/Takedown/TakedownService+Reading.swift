// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
import JobQueue
package import NightlightCore
package import Storage

extension TakedownService {
    /// Newest first, a page at a time.
    package func list(
        _ filter: TakedownFilter = TakedownFilter(), before: Takedown.ID? = nil, limit: Int = 50,
        in transaction: any SQLTransaction
    ) throws -> [TakedownRow] {
        let limit = min(limit, TakedownLimits.pageRowsMax)
        return try takedowns.list(filter, before: before, limit: limit, in: transaction).map {
            takedown in
            let contact = try takedown.contactID.flatMap {
                try contacts.find($0, in: transaction)
            }
            let incident = try incidents.find(takedown.incidentID, in: transaction)
            return TakedownRow(
                takedown: takedown, incidentNumber: incident?.number ?? "",
                waitingCount: try followers.count(waitingFor: takedown.id, in: transaction),
                contactName: contact?.name)
        }
    }

    /// How many takedowns are in each state; states that none is in are left out.
    package func counts(in transaction: any SQLTransaction) throws -> [TakedownState: Int] {
        try takedowns.counts(in: transaction)
    }

    package func find(
        _ id: Takedown.ID, in transaction: any SQLTransaction
    ) throws -> Takedown? {
        try takedowns.find(id, in: transaction)
    }

    package func details(of id: Takedown.ID) async throws -> TakedownDetails? {
        try await database.read { try details(of: id, in: $0) }
    }

    package func details(
        of id: Takedown.ID, in transaction: any SQLTransaction
    ) throws -> TakedownDetails? {
        guard let takedown = try takedowns.find(id, in: transaction),
            let lead = try followers.find(takedown.locatorID, in: transaction)
        else { return nil }
        return try details(of: takedown, for: lead, in: transaction)
    }

    /// Every removal of one incident, with its rechecks and notices.
    package func details(incident: Incident.ID) async throws -> [TakedownDetails] {
        try await database.read { try details(incident: incident, in: $0) }
    }

    package func details(
        incident: Incident.ID, in transaction: any SQLTransaction
    ) throws -> [TakedownDetails] {
        try followers.list(incident: incident, in: transaction).compactMap { follower in
            try takedowns.find(follower.takedownID, in: transaction).map {
                try details(of: $0, for: follower, in: transaction)
            }
        }
    }

    /// The incidents that wait for a takedown, in the order in which they joined.
    package func incidents(
        waitingFor id: Takedown.ID, limit: Int, in transaction: any SQLTransaction
    ) throws -> [Incident] {
        try followers.waiting(for: id, limit: limit, in: transaction).compactMap {
            try incidents.find($0.incidentID, in: transaction)
        }
    }

    private func details(
        of takedown: Takedown, for follower: Follower, in transaction: any SQLTransaction
    ) throws -> TakedownDetails {
        TakedownDetails(
            takedown: takedown, follower: follower,
            waitingCount: try followers.count(waitingFor: takedown.id, in: transaction),
            contact: try takedown.contactID.flatMap { try contacts.find($0, in: transaction) },
            upstream: try takedown.upstreamContactID.flatMap {
                try contacts.find($0, in: transaction)
            }, rechecks: try takedowns.rechecks(of: takedown.id, in: transaction),
            notices: try notices.list(takedown: takedown.id, in: transaction))
    }

    /// Who was found to run an incident's servers, oldest first.
    package func traces(of incident: Incident.ID) async throws -> [ServerTrace] {
        try await database.read { try traces(of: incident, in: $0) }
    }

    package func traces(
        of incident: Incident.ID, in transaction: any SQLTransaction
    ) throws -> [ServerTrace] {
        try ServerTraceStore().list(incident: incident, in: transaction)
    }

    /// Newest first, a page at a time.
    package func notices(
        state: Notice.State? = nil, contact: AbuseContact.ID? = nil, before: Notice.ID? = nil,
        limit: Int = 50
    ) async throws -> [NoticeRow] {
        try await database.read {
            try notices(state: state, contact: contact, before: before, limit: limit, in: $0)
        }
    }

    package func notices(
        state: Notice.State? = nil, contact: AbuseContact.ID? = nil, before: Notice.ID? = nil,
        limit: Int = 50, in transaction: any SQLTransaction
    ) throws -> [NoticeRow] {
        let limit = min(limit, TakedownLimits.pageRowsMax)
        return try notices.list(
            state: state, contact: contact, before: before, limit: limit, in: transaction
        ).compactMap { notice in
            try contacts.find(notice.contactID, in: transaction).map {
                NoticeRow(notice: notice, contact: $0)
            }
        }
    }

    /// How many notices are in each state.
    package func noticeCounts(in transaction: any SQLTransaction) throws -> [Notice.State: Int] {
        try Notice.State.allCases.reduce(into: [:]) {
            $0[$1] = try notices.count(state: $1, in: transaction)
        }
    }

    /// What a notice says, or `nil` when there is no such notice.
    ///
    /// It holds addresses: whoever shows it to a person puts on record first that it is looked at.
    package func opened(
        _ id: Notice.ID, in transaction: any SQLTransaction
    ) throws -> NoticeReader.Opened? {
        try reader.open(id, in: transaction)
    }

    package func contactList(
        status: AbuseContact.Status? = nil, after: AbuseContact? = nil, limit: Int = 50
    ) async throws -> [AbuseContact] {
        let limit = min(limit, TakedownLimits.pageRowsMax)
        return try await database.read { transaction in
            try contacts.list(status: status, after: after, limit: limit, in: transaction)
        }
    }

    /// As of now: states, times to removal, and notices sent.
    package func statistics() async throws -> TakedownStatistics {
        try await database.read { try statistics(in: $0) }
    }

    package func statistics(in transaction: any SQLTransaction) throws -> TakedownStatistics {
        TakedownStatistics(
            counts: try takedowns.counts(in: transaction),
            removal: try takedowns.removalTimes(in: transaction),
            noticesSent: try notices.count(state: .sent, in: transaction))
    }

    /// When each address is rechecked next; left out where no recheck is planned.
    package func nextRechecks(
        of takedowns: [Takedown], in transaction: any SQLTransaction
    ) throws -> [Takedown.ID: Timestamp] {
        try takedowns.reduce(into: [:]) { next, takedown in
            let job = try jobs.job(
                kind: .recheck, key: TakedownRecorder.recheckKey(takedown), in: transaction)
            next[takedown.id] = job?.availableAt
        }
    }
}
