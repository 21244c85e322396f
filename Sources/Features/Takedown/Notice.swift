// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// One mail to one contact, carrying everything due to it on one day.
package struct Notice: Sendable, Equatable {
    package typealias ID = NoticeID

    package enum State: String, Sendable, CaseIterable, SQLConvertible {
        case queued
        case sent
        /// Refused for good, or tried too often: a person must act.
        case failed
        /// Everything it carried was held or withdrawn before it left.
        case cancelled

        /// Whether it can still be sent, for the first time or once more.
        var isUnsent: Bool {
            switch self {
            case .queued, .failed: true
            case .sent, .cancelled: false
            }
        }
    }

    package let id: ID
    /// What the provider quotes when it answers, such as `N-20261123-7KQ2M9`.
    package let number: String
    package let contactID: AbuseContact.ID
    /// The day in UTC, such as `2026-11-23`.
    package let day: String
    package let state: State
    /// Fixed when composed: a second copy after a crash carries the same, and mail programs show
    /// one.
    package let messageID: String
    /// Subject and text.
    package let sealedMessage: [UInt8]
    package let itemCount: Int
    package let failureCode: String?
    package let composedAt: Timestamp
    package let sentAt: Timestamp?
}

/// One address in a notice, with its machine-readable report.
package struct NoticeItem: Sendable, Equatable {
    package let noticeID: Notice.ID
    package let takedownID: Takedown.ID
    package let kind: NoticeKind
    /// The `report_id` of the XARF report.
    package let reportID: String
    package let sealedReport: [UInt8]
}
