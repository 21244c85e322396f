// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import WebComponents
import WebSupport

/// What surrounds every public page.
///
/// Stored properties only: Mustache sees nothing else.
struct PublicFrame {
    let head: PageHead
    let header: PageHeader
    let language: String
    let otherLanguage: String
    let otherLanguageName: String
    /// Where the language switch leads when the page is not in the middle of a form.
    let otherLanguagePath: String?
    /// Where the language switch sends the form, answers and all, when it is.
    let otherLanguageAction: String?
    let hotlineName: String
    let emergencyNumber: String
    let phoneNumber: String?
    let night: String
    let errors: ErrorSummary?
}

extension PublicSite {
    /// - Parameter path: the page's path behind the language, with its slash; empty for home.
    func frame(
        _ language: Language, path: String, isInForm: Bool = false, errors: ErrorSummary? = nil
    ) -> PublicFrame {
        let other = "/\(language.other.rawValue)\(path)"
        return PublicFrame(
            head: PageHead(for: .everyone, assets: renderer.assets, sheets: ["site.css"]),
            header: PageHeader(
                path: "/\(language.rawValue)", name: settings.hotlineName, assets: renderer.assets),
            language: language.rawValue, otherLanguage: language.other.rawValue,
            otherLanguageName: language.other.ownName,
            otherLanguagePath: isInForm ? nil : other,
            otherLanguageAction: isInForm ? other : nil,
            hotlineName: settings.hotlineName, emergencyNumber: settings.emergencyNumber,
            phoneNumber: settings.phoneNumber,
            night: renderer.assets.path("night.svg"),
            errors: errors)
    }
}
