// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Incidents
import JobQueue
import NightlightCore
import Outbound
import Sealing
import Storage
import Takedown
import WebAddresses

/// The workers that follow a decision: they trace the host and write the notice, with a registry
/// that knows one network and a name server that knows one host.
struct RigCasework: Sendable {
    static let host = "kittens.example.org"

    private let database: any Database
    private let jobs: JobQueue
    private let handlers: [JobHandler]

    init(
        database: any Database, jobs: JobQueue, reader: RecordReader, sealer: Sealer,
        policy: TakedownPolicy, time: any TimeSource
    ) throws {
        self.database = database
        self.jobs = jobs
        let address = IPAddress("203.0.113.7").map { [$0] } ?? []
        var outbound = OutboundPolicy()
        outbound.allowedPrivateNetworks = AddressRange("203.0.113.0/24").map { [$0] } ?? []
        let tracer = Tracer(
            database: database,
            fetcher: Fetcher(policy: outbound, resolver: .fixed([Self.host: address])),
            sources: TraceSources(network: { _ in
                NetworkFacts(
                    handle: "NET-203-0-113", name: "Kitten Hosting", organisation: "Kitten Hosting",
                    country: "CA", abuseEmail: "abuse@hosting.example.org")
            }))
        handlers =
            TraceWorker(
                database: database, jobs: jobs, audit: AuditTrail(), reader: reader,
                blindIndex: BlindIndex(key: [UInt8](repeating: 9, count: 32)), tracer: tracer,
                policy: policy, time: time
            ).handlers + [
                NoticeComposer(
                    database: database, jobs: jobs, audit: AuditTrail(), reader: reader,
                    sealer: sealer, tracer: tracer, policy: policy,
                    sender: NoticeSender(
                        organisation: "Hotline", email: "notices@hotline.example.org",
                        domain: "hotline.example.org"), time: time
                ).handler
            ]
    }

    /// Runs everything that is due now, until nothing is.
    func work() async throws {
        let kinds = handlers.map(\.kind)
        while let job = try await jobs.claim(
            kinds: kinds, limit: 1, lease: .seconds(60), worker: "test"
        ).first {
            guard let handler = handlers.first(where: { $0.kind == job.kind }) else { return }
            try await handler.run(job)
        }
    }

    /// What examining an address leads to when no list knows anything there.
    func examine(_ id: Incident.ID, at time: Timestamp) async throws {
        try await database.write { transaction in
            let store = IncidentStore()
            try store.apply(.examinationStarted, to: id, at: time, in: transaction)
            try store.apply(.personNeeded, to: id, at: time, in: transaction)
        }
    }
}
