// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// New settings of a list; what is `nil` stays as it is.
package struct HashListChange: Sendable, Equatable {
    package var source: String?
    package var classification: HashList.Classification?
    package var isTrusted: Bool?
    package var isEnabled: Bool?
    package var pdqDistanceMax: Int?
    package var pdqQualityMin: Int?

    package init(
        source: String? = nil, classification: HashList.Classification? = nil,
        isTrusted: Bool? = nil, isEnabled: Bool? = nil, pdqDistanceMax: Int? = nil,
        pdqQualityMin: Int? = nil
    ) {
        self.source = source
        self.classification = classification
        self.isTrusted = isTrusted
        self.isEnabled = isEnabled
        self.pdqDistanceMax = pdqDistanceMax
        self.pdqQualityMin = pdqQualityMin
    }

    /// Refuses what no list may have.
    func validate() throws(MatchingError) {
        if let source {
            guard MatchingText.isLine(source, charactersMax: HashListDraft.sourceCharactersMax)
            else { throw .sourceInvalid }
        }
        if let pdqDistanceMax, !HashListSettings.pdqDistances.contains(pdqDistanceMax) {
            throw .thresholdInvalid
        }
        if let pdqQualityMin, !HashListSettings.pdqQualities.contains(pdqQualityMin) {
            throw .thresholdInvalid
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
