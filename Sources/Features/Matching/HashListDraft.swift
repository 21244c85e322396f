// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// A list to be made.
package struct HashListDraft: Sendable, Equatable {
    // LIMIT: characters of a name and of a source: a line on a page.
    package static let nameCharactersMax = 64
    package static let sourceCharactersMax = 200

    package var name: String
    package var source: String
    package var classification: HashList.Classification
    package var kind: HashList.Kind
    /// The list that a negative list corrects; `nil` for all of them.
    package var against: HashList.ID?
    package var settings: HashListSettings

    package init(
        name: String, source: String, classification: HashList.Classification = .csam,
        kind: HashList.Kind = .known, against: HashList.ID? = nil,
        settings: HashListSettings = HashListSettings()
    ) {
        self.name = name
        self.source = source
        self.classification = classification
        self.kind = kind
        self.against = against
        self.settings = settings
    }

    func validate() throws(MatchingError) {
        let isName = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-_.".utf8.contains(byte)
            }
        }
        guard isName, (1...Self.nameCharactersMax).contains(name.utf8.count) else {
            throw .nameInvalid
        }
        guard MatchingText.isLine(source, charactersMax: Self.sourceCharactersMax) else {
            throw .sourceInvalid
        }
        guard against == nil || kind == .negative else { throw .kindInvalid }
        guard kind == .known || !settings.isTrusted else { throw .kindInvalid }
        try settings.validate()
    }
}

/// What a list begins with, and may be changed at any time.
package struct HashListSettings: Sendable, Equatable {
    package var isTrusted: Bool
    package var isEnabled: Bool
    /// Bits that may differ: 31 is the reference's own threshold.
    package var pdqDistanceMax: Int
    /// Under 50 the reference calls a reading too poor to compare.
    package var pdqQualityMin: Int
    /// `nil` for what `HashList.Adding.standard` says of the list.
    package var adding: HashList.Adding?

    package init(
        isTrusted: Bool = false, isEnabled: Bool = true, pdqDistanceMax: Int = 31,
        pdqQualityMin: Int = 50, adding: HashList.Adding? = nil
    ) {
        self.isTrusted = isTrusted
        self.isEnabled = isEnabled
        self.pdqDistanceMax = pdqDistanceMax
        self.pdqQualityMin = pdqQualityMin
        self.adding = adding
    }

    /// What suits a kind of list.
    ///
    /// What takes finds away has to be nearer than what makes them: half the distance. Blank
    /// pictures have the quality 0, so that a benign list takes every reading.
    package static func standard(for kind: HashList.Kind) -> HashListSettings {
        switch kind {
        case .known: HashListSettings()
        case .benign: HashListSettings(pdqDistanceMax: 16, pdqQualityMin: 0)
        case .negative: HashListSettings(pdqDistanceMax: 16)
        }
    }

    // LIMIT: a list that allows half of what strangers differ in would match them.
    package static let pdqDistances = 0...64
    package static let pdqQualities = 0...100

    func validate() throws(MatchingError) {
        guard Self.pdqDistances.contains(pdqDistanceMax),
            Self.pdqQualities.contains(pdqQualityMin)
        else {
            throw .thresholdInvalid
        }
    }
}

extension HashList.Classification {
    /// What a list of a kind is of, when nobody says: what is benign is no material.
    package static func standard(for kind: HashList.Kind) -> HashList.Classification {
        kind == .benign ? .other : .csam
    }
}
