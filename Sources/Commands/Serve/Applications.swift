// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Hummingbird
import JobQueue
import Logging
import NIOCore
import NightlightCore
import PublicSite
import Sealing
import ServiceLifecycle
import Storage
import WebSupport

/// Makes the listening applications of one installation.
struct Applications {
    let installation: Installation
    let announcements: Announcements
    let logLevel: Logger.Level

    func services() throws -> [any Service] {
        let metrics = MetricRegistry()
        return [
            try listen(.publicAddress, publicSite(metrics).router(), ListenerLimits()),
            try listen(.operationsAddress, operations(metrics), ListenerLimits(connectionsMax: 64)),
        ]
    }

    private func publicSite(_ metrics: MetricRegistry) throws -> PublicSite {
        let settings = installation.settings
        return try PublicSite(
            settings: PublicSettings(
                hotlineName: try settings.required(.organisationName),
                phoneNumber: settings.text(.organisationPhone),
                exitAddress: try settings.required(.organisationExitURL),
                isSecure: settings.text(.publicBaseURL)?.hasPrefix("https://") ?? false),
            intake: installation.intake, formKey: installation.keys.formKey,
            time: installation.time, metrics: metrics)
    }

    private func operations(_ metrics: MetricRegistry) -> Router<BasicRequestContext> {
        let database = installation.database
        let queue = installation.queue
        return OperationsSite.router(
            metrics: metrics,
            checks: [
                OperationsSite.Check(name: "database") {
                    try await database.read { _ = try $0.count("SELECT 1") }
                }
            ],
            refresh: {
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
