// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore

/// New settings of a list; what is `nil` stays as it is.
package struct HashListChange: Sendable, Equatable {
    package var source: String?
    package var classification: HashList.Classification?
    package var isTrusted: Bool?
    package var isEnabled: Bool?
    package var pdqDistanceMax: Int?
    package var pdqQualityMin: Int?
    package var adding: HashList.Adding?

    package init(
        source: String? = nil, classification: HashList.Classification? = nil,
        isTrusted: Bool? = nil, isEnabled: Bool? = nil, pdqDistanceMax: Int? = nil,
        pdqQualityMin: Int? = nil, adding: HashList.Adding? = nil
    ) {
        self.source = source
        self.classification = classification
        self.isTrusted = isTrusted
        self.isEnabled = isEnabled
        self.pdqDistanceMax = pdqDistanceMax
        self.pdqQualityMin = pdqQualityMin
        self.adding = adding
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
    func facts(comparedWith list: HashList) -> Facts {
        var facts: Facts = [:]
        if let source, source != list.source { facts[.source] = "changed" }
        if let classification, classification != list.classification {
            facts[.classification] = classification.rawValue
        }
        if let isTrusted, isTrusted != list.isTrusted { facts[.trusted] = "\(isTrusted)" }
        if let isEnabled, isEnabled != list.isEnabled { facts[.enabled] = "\(isEnabled)" }
        if let pdqDistanceMax, pdqDistanceMax != list.pdqDistanceMax {
            facts[.pdqDistanceMax] = "\(pdqDistanceMax)"
        }
        if let pdqQualityMin, pdqQualityMin != list.pdqQualityMin {
            facts[.pdqQualityMin] = "\(pdqQualityMin)"
        }
        if let adding, adding != list.adding { facts[.adding] = adding.rawValue }
        return facts
    }

    /// Takes out of this change what a second person has to confirm.
    ///
    /// On a list with two-person adding: to use it again, and to give that rule up. To trust a list
    /// needs two people wherever somebody with an account asks for it, since after that a match
    /// may act alone; the operator, who imports trusted lists, makes one trusted at once.
    mutating func takeWhatNeedsTwo(
        on list: HashList, by actor: AuditActor
    ) -> [HashProposal.Action] {
        var actions: [HashProposal.Action] = []
        let isPerson = if case .account = actor { true } else { false }
        if isTrusted == true, !list.isTrusted, isPerson || list.adding == .twoPerson {
            actions.append(.trust)
            isTrusted = nil
        }
        if isTrusted == true, !list.isTrusted, adding == nil { adding = .twoPerson }
        guard list.adding == .twoPerson else { return actions }
        if isEnabled == true, !list.isEnabled {
            actions.append(.enable)
            isEnabled = nil
        }
        if adding == .onePerson {
            actions.append(.onePerson)
            adding = nil
        }
        return actions
    }
}
