// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
package import NightlightCore

/// What somebody is about to report, as the form or the interface took it.
package struct ReportDraft: Sendable {
    package var channel: Channel
    package var language: Language
    package var concern: Concern
    /// One address each, as typed.
    package var addresses: [String]
    /// What the sender says it happened on; counts where the address itself does not tell.
    package var technology: Technology?
    package var narrative: String?
    package var contact: String?
    /// Set for the provider channel, and only there.
    package var provider: ReportingProvider?
    /// Drawn at random by whoever shows the form (`SubmissionKey.make`), and sent along with it.
    ///
    /// The same draft with the same key is one report, however often it is sent.
    package var submissionKey: String

    package init(
        channel: Channel, language: Language, concern: Concern, addresses: [String],
        technology: Technology? = nil, narrative: String? = nil, contact: String? = nil,
        provider: ReportingProvider? = nil, submissionKey: String
    ) {
        self.channel = channel
        self.language = language
        self.concern = concern
        self.addresses = addresses
        self.technology = technology
        self.narrative = narrative
        self.contact = contact
        self.provider = provider
        self.submissionKey = submissionKey
    }

    /// The addresses in one text field: one per line, blank lines left out.
    package static func addresses(inLines text: String) -> [String] {
        text.split(whereSeparator: \.isNewline)
            .map { ReportText.trimmed(String($0)) }
            .filter { !$0.isEmpty }
    }
}

extension ReportDraft: Concealed {}
