// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The features that this program has.
package enum Product {
    /// To add one, write its value and append one line.
    ///
    /// What listens is announced in this order, and the settings are explained in it.
    package static let features: [Feature] = [
        .installation,
        .accounts,
        .incidents,
        .intake,
        .scanning,
        .matching,
        .examination,
        .assessment,
        .takedown,
        .auditLog,
        .jobQueue,
        .publicSite,
        .providerAPI,
        .workbench,
        .operations,
    ]

    package static let settings: [Setting] = features.flatMap(\.settings)

    package static let applications: [WebApplication] = features.compactMap(\.application)

    /// What `serve --only` may name.
    package static let parts: [ServePart] = applications.compactMap(\.part) + [.worker]
}
