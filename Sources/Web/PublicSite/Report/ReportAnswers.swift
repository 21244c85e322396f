// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import Intake
import NightlightCore
import WebSupport

/// What a visitor has answered so far.
///
/// It lives in the form they hold, sealed, and nowhere else.
package struct ReportAnswers: Codable, Sendable {
    /// Makes sending twice harmless, and is the reason for a repeated form to give the same
    /// receipt.
    var submissionKey = SubmissionKey.make()
    var concern: Concern?
    /// As typed, one on each line.
    var addresses = ""
    /// The visitor said that there is no address.
    var hasNoAddress = false
    var narrative = ""
    var contact = ""
    /// The visitor came from the last page to change one answer, and returns there.
    var isChanging = false

    /// Takes what the page of a step sent; the other answers stay.
    mutating func take(_ step: ReportStep, from form: Form) {
        switch step {
        case .concern:
            concern = Concern(rawValue: form["concern"]) ?? concern
        case .address:
            addresses = form["addresses"]
            hasNoAddress = form["go"] == "no-address"
        case .details:
            narrative = form["narrative"]
            contact = form["contact"]
        case .check:
            break
        }
    }

    func draft(in language: Language) -> ReportDraft {
        ReportDraft(
            channel: .public, language: language, concern: concern ?? .other,
            addresses: ReportDraft.addresses(inLines: addresses),
            narrative: narrative.isEmpty ? nil : narrative,
            contact: contact.isEmpty ? nil : contact, submissionKey: submissionKey)
    }
}
