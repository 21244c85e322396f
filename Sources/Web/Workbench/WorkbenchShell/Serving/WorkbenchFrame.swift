// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import WebComponents

/// What surrounds every page of the workbench.
///
/// Stored properties only: Mustache sees nothing else.
struct WorkbenchFrame {
    /// Who is signed in, and where they may go.
    struct Person {
        let name: String
        let role: Tag
        let shortcuts: ShortcutSheet
        let palette: CommandPalette
    }

    let head: PageHead
    let header: PageHeader
    let language: String
    let otherLanguage: String
    let otherLanguageName: String
    let hotlineName: String
    let token: String
    /// Where the language switch comes back to.
    let path: String
    let person: Person?
    let toast: Toast?
    let errors: ErrorSummary?
}

struct FailurePage {
    let title: String
    let text: String
    let code: String
    let requestID: String
}
