// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import JobQueue
package import NightlightCore

extension JobKind {
    /// Bundles what is due to one contact into one notice.
    package static let compose = JobKind(rawValue: "takedown.compose")
    /// Hands one notice to the mail relay.
    package static let sendNotice = JobKind(rawValue: "takedown.send")
    /// Rechecks one address.
    package static let recheck = JobKind(rawValue: "takedown.recheck")
}

extension ContactSubject: PayloadSubject {
    package static var payloadName: String { "contact" }
}

extension NoticeSubject: PayloadSubject {
    package static var payloadName: String { "notice" }
}

extension Takedown: PayloadSubject {
    package static var payloadName: String { "takedown" }
}
