// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Matching
import WebComponents
import WebSupport
import WorkbenchShell

/// What can be ticked of a list: the values of the field `setting`.
enum HashListSetting: String, CaseIterable {
    case enabled, trusted
    case twoPerson = "two-person"

    static let field = "setting"

    func isOn(_ list: HashList) -> Bool {
        switch self {
        case .enabled: list.isEnabled
        case .trusted: list.isTrusted
        case .twoPerson: list.adding == .twoPerson
        }
    }

    func isTicked(in form: Form) -> Bool { form.all(Self.field).contains(rawValue) }

    /// Only lists of known material can be trusted.
    static func possible(for list: HashList) -> [HashListSetting] {
        allCases.filter { $0 != .trusted || list.kind == .known }
    }
}

/// A list's settings, to be changed together.
struct HashListSettingsForm {
    let choices: ChoiceField
    let distance: TextField
    let quality: TextField

    /// What was typed comes back with a problem; otherwise the form shows what holds.
    init(_ list: HashList, _ form: Form, _ errors: ErrorSummary?, _ words: PageWords) {
        let error = errors?.text(at: "distance")
        let isTyped = error != nil
        choices = ChoiceField(
            HashListSetting.field, legend: words("hashLists.settings"), .checkbox,
            HashListSetting.possible(for: list).map { setting in
                .init(
                    id: setting.rawValue, value: setting.rawValue,
                    words("hashSetting.\(setting.rawValue).title"),
                    hint: words("hashSetting.\(setting.rawValue).hint"),
                    isChecked: isTyped ? setting.isTicked(in: form) : setting.isOn(list))
            })
        distance = TextField(
            "distance", label: words("hashFact.distance"),
            value: isTyped ? form["distance"] : String(list.pdqDistanceMax),
            hint: words("hashLists.distanceHint"), error: error, width: .short,
            inputMode: "numeric", lengthMax: 3)
        quality = TextField(
            "quality", label: words("hashFact.quality"),
            value: isTyped ? form["quality"] : String(list.pdqQualityMin),
            hint: words("hashLists.qualityHint"), width: .short, inputMode: "numeric",
            lengthMax: 3)
    }
}
