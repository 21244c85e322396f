// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
package import NightlightCore

/// What arrived, as it arrived; never edited.
package struct Report: Sendable, Equatable {
    package typealias ID = ReportID

    package let id: ID
    /// The half of the receipt that finds the report: eight digits.
    package let number: String
    package let receivedAt: Timestamp
    package let channel: Channel
    package let language: Language
    package let concern: Concern
    /// Who reported, when it is a provider: as it was called on that day.
    package let provider: ReportingProvider?
    package let sealedNarrative: [UInt8]?
    package let sealedContact: [UInt8]?
    package let addressCount: Int
    /// When its key was destroyed; `nil` while the sealed parts can be read.
    package let erasedAt: Timestamp?

    package init(
        id: ID, number: String, receivedAt: Timestamp, channel: Channel, language: Language,
        concern: Concern, provider: ReportingProvider?, sealedNarrative: [UInt8]?,
        sealedContact: [UInt8]?, addressCount: Int, erasedAt: Timestamp? = nil
    ) {
        self.id = id
        self.number = number
        self.receivedAt = receivedAt
        self.channel = channel
        self.language = language
        self.concern = concern
        self.provider = provider
        self.sealedNarrative = sealedNarrative
        self.sealedContact = sealedContact
        self.addressCount = addressCount
        self.erasedAt = erasedAt
    }

    /// The names under which parts of a report are sealed.
    package enum SealedField: String, Sendable {
        case narrative = "report.narrative"
        case contact = "report.contact"
    }
}

/// The provider that made a report, as SOR/2011-292, section 3, wants it named on the receipt.
package struct ReportingProvider: Sendable, Equatable {
    /// Its row in the directory of providers.
    package let id: ProviderID
    /// The unique identifier it was assigned, such as `P-000001`.
    package let identifier: String
    package let name: String

    package init(id: ProviderID, identifier: String, name: String) {
        self.id = id
        self.identifier = identifier
        self.name = name
    }
}
