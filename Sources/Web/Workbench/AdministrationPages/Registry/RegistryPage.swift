// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import WebComponents
import WorkbenchShell

/// Accounts or providers, in the order in which they came, and the way to another:
/// `Pages/registry`.
struct RegistryPage {
    let title: String
    let lead: String
    let create: Link
    let table: DataTable
}

/// The form that makes another: `Pages/new-record`.
struct NewRecordPage {
    let title: String
    let crumbs: Crumbs
    let action: String
    let texts: [TextField]
    let selects: [SelectField]
    let button: Button
    let cancelPath: String
}

/// One of them, and what can be done about it: `Pages/record`.
struct RecordPage {
    /// Something it has several of.
    struct Part {
        let title: String
        let table: DataTable
    }

    let crumbs: Crumbs
    let title: String
    let state: Tag
    let facts: SummaryList
    let parts: [Part]
    let acts: Acts?
}

extension RegistryPage {
    /// The way from one page of the list to the next.
    static func paging<Row, Subject>(
        _ rows: PageRows<Row>, isContinued: Bool, path: String,
        id: KeyPath<Row, Identifier<Subject>>
    ) -> Paging? {
        Paging(
            first: isContinued ? path : nil,
            next: rows.last.map { "\(path)?after=\($0[keyPath: id])" })
    }
}
