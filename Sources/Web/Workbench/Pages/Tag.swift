// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Incidents
import JobQueue
import Takedown
import WebSupport

/// A word with a colour that means the same everywhere; the word alone says it all.
struct Tag {
    /// What the colour means.
    enum Tone: String {
        case plain
        /// Somebody or something has to go on.
        case wait
        case good
        /// Needs a person, or is worse than the rest.
        case bad
    }

    let text: String
    let tone: String

    init(_ text: String, _ tone: Tone = .plain) {
        self.text = text
        self.tone = tone.rawValue
    }
}

extension Tag {
    init(_ status: IncidentStatus, _ phrases: Phrases) {
        let tone: Tone =
            switch status {
            case .removed: .good
            case .awaitingAssessment: .bad
            case .actionable, .noticed: .wait
            case .received, .examining, .closed: .plain
            }
        self.init(phrases("status.\(status.rawValue)"), tone)
    }

    init(_ urgency: Urgency, _ phrases: Phrases) {
        let tone: Tone =
            switch urgency {
            case .urgent: .bad
            case .raised: .wait
            case .routine: .plain
            }
        self.init(phrases("urgency.\(urgency.rawValue)"), tone)
    }

    init(_ known: KnownMaterial, _ phrases: Phrases) {
        let tone: Tone =
            switch known {
            case .trusted: .bad
            case .listed: .wait
            case .none, .unexamined: .plain
            }
        self.init(phrases("known.\(known.rawValue)"), tone)
    }

    init(_ state: TakedownState, _ phrases: Phrases) {
        let tone: Tone =
            switch state {
            case .gone: .good
            case .failed, .awaitingConfirmation: .bad
            case .traced, .held, .queued, .noticed, .escalated: .wait
            case .withdrawn: .plain
            }
        self.init(phrases("takedown.\(state.rawValue)"), tone)
    }

    init(_ state: Notice.State, _ phrases: Phrases) {
        let tone: Tone =
            switch state {
            case .sent: .good
            case .queued: .wait
            case .failed: .bad
            case .cancelled: .plain
            }
        self.init(phrases("noticeState.\(state.rawValue)"), tone)
    }

    init(_ finding: Finding, _ phrases: Phrases) {
        let tone: Tone =
            switch finding {
            case .gone: .good
            case .present: .bad
            case .unreachable: .wait
            }
        self.init(phrases("finding.\(finding.rawValue)"), tone)
    }

    init(_ state: JobState, _ phrases: Phrases) {
        let tone: Tone =
            switch state {
            case .dead: .bad
            case .done: .good
            case .waiting, .running: .wait
            }
        self.init(phrases("job.\(state.rawValue)"), tone)
    }

    init(_ account: Account, _ phrases: Phrases) {
        if account.disabledAt != nil {
            self.init(phrases("accountState.disabled"))
        } else if account.hasPassword {
            self.init(phrases("accountState.active"), .good)
        } else {
            self.init(phrases("accountState.invited"), .wait)
        }
    }
}
