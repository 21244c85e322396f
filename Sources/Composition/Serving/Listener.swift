// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import WebSupport

/// What an application is made from, and how it comes to listen.
package struct Listener: Sendable {
    let installation: Installation
    /// `nil` where no jobs are worked on.
    let workers: Workers?
    let metrics: MetricRegistry
    let application: WebApplication
    let announcements: Announcements
    let logLevel: Logger.Level

    func service<Context: RequestContext & InitializableFromSource>(
        _ router: Router<Context>, limits: ListenerLimits = ListenerLimits()
    ) throws -> any Service where Context.Source == ApplicationRequestContextSource {
        let address = try installation.settings.listenAddress(application.address)
        announcements.expect(application)
        // Hummingbird says at "info" which address it listens on; the announcement says it better.
        let level = max(logLevel, .notice)
        return Application(
            router: router, server: limits.server,
            configuration: limits.configuration(host: address.host, port: address.port),
            onServerRunning: { [announcements, application] channel in
                let port = channel.localAddress?.port ?? address.port
                let listening = ListenAddress(host: address.host, port: port)
                announcements.announce(application, url: listening.url + "/")
            },
            logger: StructuredLogHandler.logger(application.address.key, level: level))
    }
}
