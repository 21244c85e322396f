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

        /// What became of a mail that was to be sent.
        package enum Event: String, CaseIterable, Sendable {
            /// A mail server took it.
            case taken
            /// A mail server refused it for good, or none took it for too long.
            case givenUp = "given-up"
            /// Nothing that it carries is to be said any more.
            case calledOff = "called-off"
        }

        /// Every move there is: what failed is sent once more when a person asks for it.
        package static let table = TransitionTable<State, Event> { event in
            switch event {
            case .taken: [.from([.queued, .failed], to: .sent)]
            case .givenUp: [.from([.queued, .failed], to: .failed)]
            case .calledOff: [.from([.queued, .failed], to: .cancelled)]
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
    package let reportID: Identifier<NoticeItem>
    package let sealedReport: [UInt8]
}
