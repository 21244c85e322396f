// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
import Assessment
import Examination
package import Incidents
package import JobQueue
package import NightlightCore
package import Sealing
package import Storage
import WebAddresses

/// The jobs `takedown.trace` and `takedown.withdraw`: finds out who hosts an actionable incident's
/// addresses and begins their removal, or takes back what was begun.
package struct TraceWorker: Sendable {
    let database: any Database
    let jobs: JobQueue
    let audit: AuditTrail
    let reader: RecordReader
    let blindIndex: BlindIndex
    let tracer: Tracer
    let policy: TakedownPolicy
    let time: any TimeSource
    private let incidents = IncidentStore()
    private let locators = LocatorStore()
    private let takedowns = TakedownStore()
    private let followers = FollowerStore()
    private let traces = ServerTraceStore()

    package init(
        database: any Database, jobs: JobQueue, audit: AuditTrail, reader: RecordReader,
        blindIndex: BlindIndex, tracer: Tracer, policy: TakedownPolicy, time: any TimeSource
    ) {
        self.database = database
        self.jobs = jobs
        self.audit = audit
        self.reader = reader
        self.blindIndex = blindIndex
        self.tracer = tracer
        self.policy = policy
        self.time = time
    }

    package var handlers: [JobHandler] {
        [
            JobHandler(kind: .trace) { job in try await trace(job) },
            JobHandler(kind: .withdraw) { job in try await withdraw(job) },
        ]
    }

    private var recorder: TakedownRecorder {
        TakedownRecorder(jobs: jobs, audit: audit, policy: policy)
    }

    /// One address to be removed.
    private struct Target: Sendable {
        let locator: Locator
        let address: WebAddress
        /// Who must be found: both for a reported address that is itself the media.
        let roles: [ServerRole]
        /// The server that was seen giving the material.
        let seenServer: String?
        /// When the material was last seen there, or else when the address was named.
        let lastSeenAt: Timestamp

        var role: ServerRole { roles.contains(.hosting) ? .hosting : .pointed }
    }

    private func trace(_ job: Job) async throws {
        let id: Incident.ID = try job.subject()
        let (targets, obstacle) = try await database.read { transaction in
            try self.plan(for: id, in: transaction)
        }
        var servers: [WebHost: TracedServer] = [:]
        for target in targets where servers[target.address.host] == nil {
            do {
                servers[target.address.host] = try await tracer.trace(
                    target.address.host, preferred: target.seenServer)
            } catch TakedownError.traceUnavailable
                where job.attempt >= TakedownLimits.traceAttemptsMax
            {
                servers[target.address.host] = TracedServer(
                    address: target.seenServer, country: nil, provider: nil, facts: nil,
                    failureCode: TakedownError.traceUnavailable.code)
            }
        }
        let now = time.now()
        let found = servers
        try await database.write { transaction in
            // Two incidents that name one address must not begin two takedowns at once.
            try transaction.forEachRow(transaction.dialect.advisoryLock(.takedownJoining)) { _ in }
            for target in targets {
                guard let server = found[target.address.host] else { continue }
                try begin(target, server, at: now, in: transaction)
            }
            if let obstacle {
                try recorder.strand(id, because: obstacle, at: now, in: transaction)
            }
            try jobs.complete(job, in: transaction)
        }
    }

    /// What to trace; or why there is nothing, where no removal was ever begun.
    private func plan(
        for id: Incident.ID, in transaction: any SQLTransaction
    ) throws -> (targets: [Target], obstacle: NoticeObstacle?) {
        do {
            let targets = try targets(of: id, in: transaction)
            guard targets.isEmpty, try takedowns.list(incident: id, in: transaction).isEmpty
            else { return (targets, nil) }
            return ([], NoticeObstacle(try locators.list(of: id, in: transaction)))
        } catch IncidentError.erased {
            return ([], .erased)
        }
    }

    /// The reported addresses, and everywhere the material was seen, unless their removal is under
    /// way.
    private func targets(of id: Incident.ID, in transaction: any SQLTransaction) throws -> [Target]
    {
        guard let incident = try incidents.find(id, in: transaction),
            incident.status.allows(.noticeSent)
        else { return [] }
        let material = try Material.read([id], in: transaction)
        let servers = try ExaminationStore().servers(of: id, in: transaction)
        let key = try reader.key(for: incident.recordID, in: transaction)
        return try locators.list(of: id, in: transaction).compactMap { locator in
            let files = material.at([locator.id])
            let holdsMaterial = !files.isEmpty
            guard locator.kind.isFetchable, locator.origin == .reported || holdsMaterial,
                try needsTrace(locator.id, in: transaction),
                let address = AddressReading(kept: try reader.address(of: locator, key: key))
                    .candidates.first
            else { return nil }
            var roles: [ServerRole] = locator.origin == .reported ? [.pointed] : []
            if holdsMaterial { roles.append(.hosting) }
            let seen = servers.first { $0.locatorID == locator.id }
            return Target(
                locator: locator, address: address, roles: roles, seenServer: seen?.address,
                lastSeenAt: files.map(\.seenAt).max() ?? locator.createdAt)
        }
    }

    private func needsTrace(_ locator: Locator.ID, in transaction: any SQLTransaction) throws
        -> Bool
    {
        guard let own = try followers.find(locator, in: transaction), own.isWaiting else {
            return true
        }
        return try takedowns.find(own.takedownID, in: transaction)?.progress.state.needsTrace
            ?? true
    }

    private func begin(
        _ target: Target, _ server: TracedServer, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        let contact = try server.contact(at: now, in: transaction)
        let upstream = try server.upstream(at: now, in: transaction)
        for role in target.roles {
            try insertTrace(
                target.locator, role, server, contact, upstream, at: now, in: transaction)
        }
        guard var takedown = try takedownToBegin(target, at: now, in: transaction) else { return }
        takedown.contactID = contact?.id
        takedown.upstreamContactID = upstream?.id
        takedown.serverAddress = server.address
        takedown.country = server.country
        let facts: Facts = [.source: server.source.rawValue, .country: server.country ?? "unknown"]
        try recorder.note(
            .traced, .takedownTraced, takedown, at: now, facts: facts, in: transaction)
        let mayWrite = contact.map { $0.status != .refusing } ?? false
        if takedown.progress.state == .withdrawn {
            // Begins anew, with a trace of its own.
            try recorder.apply(.reappeared, to: &takedown, at: now, in: transaction)
        } else if mayWrite {
            try recorder.apply(.contactFound(policy.mode), to: &takedown, at: now, in: transaction)
        } else if takedown.progress.state == .traced {
            try recorder.apply(.contactMissing, to: &takedown, at: now, in: transaction)
        }
    }

    /// The takedown that waits for this trace; `nil` when it is under way without it, perhaps
    /// because another incident named the same address first.
    private func takedownToBegin(
        _ target: Target, at now: Timestamp, in transaction: any SQLTransaction
    ) throws -> Takedown? {
        let locator = target.locator
        let digest = blindIndex.digest(of: target.address)
        if locator.digest == nil {
            try locators.setDigest(digest, for: locator.id, in: transaction)
        }
        let own = try takedowns.find(locator: locator.id, in: transaction)
        if let own, try followers.find(locator.id, in: transaction)?.isWaiting == true {
            return own.progress.state.needsTrace ? own : nil
        }
        if var found = try own ?? takedowns.find(addressDigest: digest, in: transaction) {
            try recorder.follow(
                &found, with: locator, as: target.role, lastSeenAt: target.lastSeenAt, at: now,
                in: transaction)
            return found.progress.state.needsTrace ? found : nil
        }
        let takedown = Takedown(
            id: Takedown.ID(at: now), incidentID: target.locator.incidentID,
            locatorID: target.locator.id,
            role: target.role, contactID: nil, upstreamContactID: nil, serverAddress: nil,
            country: nil,
            progress: TakedownProgress(), round: 1, version: 1, createdAt: now, updatedAt: now)
        try takedowns.insert(takedown, in: transaction)
        return takedown
    }

    private func insertTrace(
        _ locator: Locator, _ role: ServerRole, _ server: TracedServer, _ contact: AbuseContact?,
        _ upstream: AbuseContact?, at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        try traces.insert(
            ServerTrace(
                id: ServerTrace.ID(at: now), incidentID: locator.incidentID,
                locatorID: locator.id, role: role, address: server.address,
                country: server.country, networkHandle: server.facts?.handle,
                networkName: server.facts?.name,
                organisation: server.provider?.name ?? server.facts?.organisation,
                source: server.source, contactID: contact?.id, upstreamContactID: upstream?.id,
                failureCode: server.failureCode, tracedAt: now), in: transaction)
    }

    /// Takes back whatever is open, when the decision that stands says so, or the record was
    /// erased.
    private func withdraw(_ job: Job) async throws {
        let id: Incident.ID = try job.subject()
        let now = time.now()
        try await database.write { transaction in
            let current = try AssessmentStore().current(id, in: transaction)
            let incident = try incidents.find(id, in: transaction)
            if current?.outcome == .closed || incident?.status == .closed {
                for var takedown in try takedowns.list(incident: id, in: transaction) {
                    let isOthers = try recorder.leave(&takedown, id, at: now, in: transaction)
                    guard !isOthers, takedown.progress.state.isOpen else { continue }
                    try recorder.apply(.withdrawn, to: &takedown, at: now, in: transaction)
                }
            }
            try jobs.complete(job, in: transaction)
        }
    }
}
