// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ProviderAPI

extension Feature {
    /// Where the machines of providers report.
    static let providerAPI = Feature(
        module: "ProviderAPI",
        settings: [.providerAddress],
        application: WebApplication(
            "Provider API", part: "provider", address: .providerAddress,
            routes: ProviderAPI.routeDescriptions,
            keys: .publicHalf { listener in
                let installation = listener.installation
                let api = ProviderAPI(
                    intake: installation.intake, providers: installation.providers,
                    metrics: listener.metrics,
                    isSecure: try installation.settings.isSecure(
                        .publicBaseURL, at: .providerAddress))
                return try listener.service(api.router())
            }))
}

extension Setting {
    package static let providerAddress = Setting.address(
        "provider.address", default: "127.0.0.1:8081")
}
