// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// Where the removal of one address stands.
package enum TakedownState: String, Sendable, CaseIterable, SQLConvertible {
    /// Traced to a provider; nothing was decided yet.
    case traced
    /// A person must release the notice.
    case awaitingConfirmation = "awaiting-confirmation"
    /// Police asked to wait: no notice and no recheck until released.
    case held
    /// Released: the provider's next notice will carry it.
    case queued
    /// The provider was told; the address is rechecked until it is gone.
    case noticed
    /// The network above the provider was told as well.
    case escalated
    /// Looked for and not found, as often as the policy asks.
    case gone
    /// Nobody can be told: no contact is known, or mail to it is refused. A person must act.
    case failed
    /// A person took the removal back.
    case withdrawn

    /// Whether something is still to be done.
    package var isOpen: Bool {
        switch self {
        case .traced, .awaitingConfirmation, .held, .queued, .noticed, .escalated, .failed: true
        case .gone, .withdrawn: false
        }
    }

    /// Whether those who can remove it were told, and the address is rechecked.
    var isWaitedFor: Bool {
        switch self {
        case .noticed, .escalated: true
        case .traced, .awaitingConfirmation, .held, .queued, .gone, .failed, .withdrawn: false
        }
    }

    /// Whether nobody is being asked, so that whoever wants it removed has to find out whom to ask.
    var needsTrace: Bool {
        switch self {
        case .traced, .failed, .withdrawn: true
        case .awaitingConfirmation, .held, .queued, .noticed, .escalated, .gone: false
        }
    }

    /// Whether a notice may be on its way to the host, or was.
    var isWithHost: Bool {
        switch self {
        case .queued, .noticed, .escalated, .failed: true
        case .traced, .awaitingConfirmation, .held, .gone, .withdrawn: false
        }
    }
}

/// Why a provider is written to.
package enum NoticeKind: String, Sendable, CaseIterable, SQLConvertible {
    case first
    case `repeat`
    case escalation
}

/// What one recheck of an address found.
package enum Finding: String, Sendable, CaseIterable, SQLConvertible {
    case present
    case gone
    /// No answer, which is neither.
    case unreachable
}
