// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Logging
package import ServiceLifecycle
import WebSupport

/// Makes the listening applications of one process.
package struct Applications {
    private let installation: Installation
    private let casework: CaseworkServices?
    private let workers: Workers?
    private let parts: Set<ServePart>
    private let announcements: Announcements
    private let logLevel: Logger.Level

    /// - Parameter casework: `nil` where no private key is.
    package init(
        installation: Installation, casework: CaseworkServices?, workers: Workers?,
        parts: Set<ServePart>, announcements: Announcements, logLevel: Logger.Level
    ) {
        self.installation = installation
        self.casework = casework
        self.workers = workers
        self.parts = parts
        self.announcements = announcements
        self.logLevel = logLevel
    }

    package func services() throws -> [any Service] {
        let metrics = MetricRegistry()
        return try Product.applications.filter { application in
            application.part.map(parts.contains) ?? true
        }.compactMap { application in
            let listener = Listener(
                installation: installation, workers: workers, metrics: metrics,
                application: application, announcements: announcements, logLevel: logLevel)
            switch application.keys {
            case .publicHalf(let make): return try make(listener)
            case .casework(let make): return try casework.map { try make(listener, $0) }
            }
        }
    }
}
