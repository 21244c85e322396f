// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
package import Takedown
package import WebComponents
package import WorkbenchShell

extension Tag {
    package init(_ status: IncidentStatus, _ words: PageWords) {
        let tone: Tone =
            switch status {
            case .removed: .good
            case .awaitingAssessment: .wait
            case .stranded: .bad
            case .actionable, .noticed: .info
            case .received, .examining, .closed: .plain
            }
        self.init(words("status.\(status.rawValue)"), tone)
    }

    package init(_ state: TakedownState, _ words: PageWords) {
        let tone: Tone =
            switch state {
            case .gone: .good
            case .failed: .bad
            case .awaitingConfirmation, .held: .wait
            case .traced, .queued, .noticed, .escalated: .info
            case .withdrawn: .plain
            }
        self.init(words("takedown.\(state.rawValue)"), tone)
    }

    package init(_ state: Notice.State, _ words: PageWords) {
        let tone: Tone =
            switch state {
            case .sent: .good
            case .queued: .info
            case .failed: .bad
            case .cancelled: .plain
            }
        self.init(words("noticeState.\(state.rawValue)"), tone)
    }

    package init(_ finding: Finding, _ words: PageWords) {
        let tone: Tone =
            switch finding {
            case .gone: .good
            case .present: .bad
            case .unreachable: .wait
            }
        self.init(words("finding.\(finding.rawValue)"), tone)
    }
}
