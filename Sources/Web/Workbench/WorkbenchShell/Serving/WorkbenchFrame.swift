// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import WebSupport

/// What surrounds every page of the workbench.
///
/// Stored properties only: Mustache sees nothing else.
struct WorkbenchFrame {
    struct Link {
        let path: String
        let text: String
        let isCurrent: Bool
    }

    struct Person {
        let name: String
        let role: String
    }

    let language: String
    let otherLanguage: String
    let otherLanguageName: String
    let hotlineName: String
    let stylesheet: String
    let workbenchStylesheet: String
    let logo: String
    let token: String
    /// Where the language switch comes back to.
    let path: String
    let person: Person?
    let links: [Link]
    let done: String?
    let errors: ErrorSummary?
}

struct FailurePage {
    let title: String
    let text: String
    let code: String
    let requestID: String
}
