// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Hummingbird
import JobQueue
import Logging
import Matching
import MediaDecoding
import NIOCore
import NightlightCore
import ProviderAPI
import PublicSite
import Sealing
import ServiceLifecycle
import Storage
import WebSupport
import Workbench
import WorkbenchShell

/// Makes the listening applications of one installation.
struct Applications {
    let installation: Installation
    /// `nil` where no private key is.
    let casework: Casework?
    let workers: Workers?
    let roles: Set<ServeRole>
    let announcements: Announcements
    let logLevel: Logger.Level

    func services() throws -> [any Service] {
        let metrics = MetricRegistry()
        var services: [any Service] = []
        if roles.contains(.public) {
            services.append(
                try listen(.publicAddress, publicSite(metrics).router(), ListenerLimits()))
        }
        if roles.contains(.provider) {
            services.append(
                try listen(.providerAddress, providerAPI(metrics).router(), ListenerLimits()))
        }
        if roles.contains(.workbench), let casework {
            services.append(
                try listen(
                    .workbenchAddress, workbench(casework, metrics).router(), ListenerLimits()))
        }
        services.append(
            try listen(
                .operationsAddress, operations(metrics), ListenerLimits(connectionsMax: 64)))
        return services
    }

    private func publicSite(_ metrics: MetricRegistry) throws -> PublicSite {
        let settings = installation.settings
        return try PublicSite(
            settings: PublicSettings(
                hotlineName: try settings.required(.organisationName),
                phoneNumber: settings.text(.organisationPhone),
                exitAddress: try settings.required(.organisationExitURL),
                isSecure: isSecure(.publicBaseURL)),
            intake: installation.intake, formKey: installation.keys.formKey,
            time: installation.time, metrics: metrics)
    }

    private func providerAPI(_ metrics: MetricRegistry) -> ProviderAPI {
        ProviderAPI(
            intake: installation.intake, providers: providers, metrics: metrics,
            isSecure: isSecure(.publicBaseURL))
    }

    private func workbench(_ casework: Casework, _ metrics: MetricRegistry) throws -> Workbench {
        let settings = installation.settings
        let base = settings.text(.workbenchBaseURL)
        let origin = try base ?? settings.listenAddress(.workbenchAddress).url
        return try Workbench(
            services: WorkbenchServices(
                database: installation.database, accounts: casework.accounts,
                providers: providers, reader: casework.reader,
                assessments: casework.assessments, takedowns: try casework.takedowns,
                hashLists: HashListService(
                    database: installation.database, audit: installation.audit,
                    time: installation.time), jobs: installation.queue, audit: installation.audit,
                time: installation.time),
            settings: WorkbenchSettings(
                hotlineName: try settings.required(.organisationName),
                origin: origin.hasSuffix("/") ? String(origin.dropLast()) : origin,
                isSecure: isSecure(.workbenchBaseURL)),
            formKey: casework.keys.sessionKey, metrics: metrics)
    }

    private var providers: ProviderService {
        ProviderService(
            database: installation.database, audit: installation.audit, time: installation.time)
    }

    private func isSecure(_ base: SettingKey) -> Bool {
        installation.settings.text(base)?.hasPrefix("https://") ?? false
    }

    private func operations(_ metrics: MetricRegistry) -> Router<BasicRequestContext> {
        let database = installation.database
        let queue = installation.queue
        var checks = [
            OperationsSite.Check(name: "database") {
                try await database.read { _ = try $0.count("SELECT 1") }
            }
        ]
        let decoders = workers?.decoders
        if let decoders {
            checks.append(OperationsSite.Check(name: "decoder") { _ = try await decoders.verify() })
        }
        return OperationsSite.router(
            metrics: metrics, checks: checks,
            refresh: {
                if let decoders { decoders.counts.show(in: metrics) }
                guard let counts = try? await queue.counts() else { return }
                for count in counts {
                    metrics.set(
                        "nightlight_jobs",
                        ["kind": count.kind.rawValue, "state": count.state.rawValue],
                        to: Double(count.count), help: "Jobs by kind and state.")
                }
            })
    }

    private func listen<Context: RequestContext & InitializableFromSource>(
        _ key: SettingKey, _ router: Router<Context>, _ limits: ListenerLimits
    ) throws -> any Service where Context.Source == ApplicationRequestContextSource {
        let address = try installation.settings.listenAddress(key)
        announcements.expect(key)
        // Hummingbird says at "info" which address it listens on; the announcement says it better.
        let level = max(logLevel, .notice)
        return Application(
            router: router, server: limits.server,
            configuration: limits.configuration(host: address.host, port: address.port),
            onServerRunning: { [announcements] channel in
                let port = channel.localAddress?.port ?? address.port
                let listening = ListenAddress(host: address.host, port: port)
                announcements.announce(key, url: listening.url + "/")
            },
            logger: StructuredLogHandler.logger(key.rawValue, level: level))
    }
}
