// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import NightlightCore

/// Why an incident that is to be removed has an address whose host cannot be asked.
enum NoticeObstacle: String, CaseIterable, Sendable {
    /// The report names no address at all.
    case noAddress = "no-address"
    /// What it names is an account, a number or a mail address: nobody hosts it on the web.
    case notOnTheWeb = "not-on-the-web"
    /// It looks like an address of the web, and cannot be read as one.
    case notReadable = "not-readable"
    /// The key of the report was destroyed.
    case erased
    /// A person took back everything that was begun.
    case withdrawn

    /// As the timeline says it.
    var code: String { "takedown.\(rawValue)" }

    init(_ locators: [Locator]) {
        if locators.isEmpty {
            self = .noAddress
        } else if locators.contains(where: \.kind.isFetchable) {
            self = .notReadable
        } else {
            self = .notOnTheWeb
        }
    }
}
