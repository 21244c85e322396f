// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PublicSite
import Sealing

extension Feature {
    /// The pages on which anybody reports.
    static let publicSite = Feature(
        module: "PublicSite",
        settings: [.publicAddress, .publicBaseURL],
        application: WebApplication(
            "Public site", part: "public", address: .publicAddress,
            routes: PublicSite.routeDescriptions,
            keys: .publicHalf { listener in
                let installation = listener.installation
                let settings = installation.settings
                let site = try PublicSite(
                    settings: PublicSettings(
                        hotlineName: try settings.required(.organisationName),
                        phoneNumber: settings.text(.organisationPhone),
                        exitAddress: try settings.required(.organisationExitURL),
                        isSecure: try settings.isSecure(.publicBaseURL, at: .publicAddress)),
                    intake: installation.intake, formKey: installation.keys.formKey,
                    time: installation.time, metrics: listener.metrics)
                return try listener.service(site.router())
            }))
}

extension Setting {
    package static let publicAddress = Setting.address("public.address", default: "127.0.0.1:8080")
    package static let publicBaseURL = Setting.baseURL("public.baseURL")
}
