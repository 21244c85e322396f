// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import WebComponents
import WorkbenchShell

extension Tone {
    init(_ urgency: Urgency) {
        self =
            switch urgency {
            case .urgent: .bad
            case .raised: .wait
            case .routine: .plain
            }
    }
}

extension Tag {
    init(_ urgency: Urgency, _ words: PageWords) {
        self.init(words("urgency.\(urgency.rawValue)"), Tone(urgency))
    }

    init(_ known: KnownMaterial, _ words: PageWords) {
        let tone: Tone =
            switch known {
            case .trusted: .bad
            case .listed: .wait
            case .none, .unexamined: .plain
            }
        self.init(words("known.\(known.rawValue)"), tone)
    }
}

extension IncidentStatus {
    /// Whether there is still something to do, so that its urgency matters.
    var isOpen: Bool {
        switch self {
        case .received, .examining, .awaitingAssessment, .actionable, .stranded, .noticed: true
        case .removed, .closed: false
        }
    }
}

extension KnownMaterial {
    /// Whether there is something to point out.
    var isListed: Bool {
        switch self {
        case .trusted, .listed: true
        case .none, .unexamined: false
        }
    }
}
