// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// New settings of a list; what is `nil` stays as it is.
package struct HashListChange: Sendable, Equatable {
    package var source: String?
    package var classification: HashListClassification?
    package var isTrusted: Bool?
    package var isEnabled: Bool?
    package var pdqDistanceMax: Int?
    package var pdqQualityMin: Int?

    package init() {}

    /// Refuses what no list may have.
    func validate() throws(MatchingError) {
        if let source, !MatchingText.isAcceptable(source, lengthMax: MatchingLimits.textLengthMax) {
            throw .sourceInvalid
        }
        if let pdqDistanceMax, !MatchingLimits.pdqDistances.contains(pdqDistanceMax) {
            throw .distanceOutOfRange
        }
        if let pdqQualityMin, !MatchingLimits.pdqQualities.contains(pdqQualityMin) {
            throw .qualityOutOfRange
        }
    }

    /// What this would change of a list, for the audit log.
    ///
    /// A source may name somebody, so only that it changed is told.
    func facts(comparedWith list: HashList) -> [String: String] {
        var facts: [String: String] = [:]
        if let source, source != list.source { facts["source"] = "changed" }
        if let classification, classification != list.classification {
            facts["classification"] = classification.rawValue
        }
        if let isTrusted, isTrusted != list.isTrusted { facts["trusted"] = "\(isTrusted)" }
        if let isEnabled, isEnabled != list.isEnabled { facts["enabled"] = "\(isEnabled)" }
        if let pdqDistanceMax, pdqDistanceMax != list.pdqDistanceMax {
            facts["pdq-distance-max"] = "\(pdqDistanceMax)"
        }
        if let pdqQualityMin, pdqQualityMin != list.pdqQualityMin {
            facts["pdq-quality-min"] = "\(pdqQualityMin)"
        }
        return facts
    }
}

/// What people write about lists.
enum MatchingText {
    /// One line with something on it, no longer than allowed, and without spaces around it.
    static func isAcceptable(_ text: String, lengthMax: Int) -> Bool {
        let isPrintable = text.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value)
        }
        return (1...lengthMax).contains(text.count) && isPrintable
            && text.first?.isWhitespace == false && text.last?.isWhitespace == false
    }
}
