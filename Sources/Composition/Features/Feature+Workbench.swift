// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Sealing
import Workbench
import WorkbenchShell

extension Feature {
    /// Where the hotline's own people decide.
    static let workbench = Feature(
        module: "Workbench",
        settings: [.workbenchAddress, .workbenchBaseURL],
        application: WebApplication(
            "Workbench", part: "workbench", address: .workbenchAddress,
            routes: Workbench.routeDescriptions,
            keys: .casework { listener, casework in
                let installation = listener.installation
                let workbench = try Workbench(
                    services: try casework.workbenchServices(),
                    settings: try installation.settings.workbenchSettings(),
                    formKey: casework.keys.sessionKey, metrics: listener.metrics)
                return try listener.service(workbench.router())
            }))
}

extension CaseworkServices {
    fileprivate func workbenchServices() throws -> WorkbenchServices {
        WorkbenchServices(
            database: installation.database, accounts: accounts,
            providers: installation.providers, reader: reader, assessments: assessments,
            erasures: installation.services.erasures, takedowns: try takedowns,
            hashLists: installation.services.hashLists,
            jobs: installation.queue, audit: installation.audit, time: installation.time)
    }
}

extension Settings {
    fileprivate func workbenchSettings() throws -> WorkbenchSettings {
        let origin = try text(.workbenchBaseURL) ?? listenAddress(.workbenchAddress).url
        return try WorkbenchSettings(
            hotlineName: required(.organisationName),
            origin: origin.hasSuffix("/") ? String(origin.dropLast()) : origin,
            isSecure: isSecure(.workbenchBaseURL, at: .workbenchAddress))
    }
}

extension Setting {
    package static let workbenchAddress = Setting.address(
        "workbench.address", default: "127.0.0.1:8082")
    package static let workbenchBaseURL = Setting.baseURL("workbench.baseURL")
}
