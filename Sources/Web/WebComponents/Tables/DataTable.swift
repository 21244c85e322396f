// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Rows to look through, sort, choose from and act on; cards where the screen is small.
package struct DataTable: Sendable {
    package enum Order: String, Sendable { case ascending, descending }

    package struct Column: Sendable {
        let title: String
        let classes: String
        /// The same list in the order of this column.
        let sortPath: String?
        let order: String?

        package init(
            _ title: String, isNumber: Bool = false, sortPath: String? = nil, order: Order? = nil
        ) {
            self.title = title
            classes = isNumber ? "number" : ""
            self.sortPath = sortPath
            self.order = order?.rawValue
        }
    }

    package struct Cell: Sendable, Hashable {
        var label = ""
        var isHeader = false
        let text: String
        let path: String?
        let tags: [Tag]
        let note: String?
        var classes: String
        let isEmpty: Bool

        package init(
            _ text: String, path: String? = nil, tags: [Tag] = [], note: String? = nil,
            isCode: Bool = false
        ) {
            self.text = text
            self.path = path
            self.tags = tags
            self.note = note
            classes = isCode ? "code" : ""
            isEmpty = text.isEmpty && tags.isEmpty && note == nil
        }
    }

    /// A box to tick, to do something with several rows at once.
    package struct Pick: Sendable {
        let name: String
        let value: String
        let label: String
        let isChecked: Bool

        package init(name: String, value: String, label: String, isChecked: Bool = false) {
            self.name = name
            self.value = value
            self.label = label
            self.isChecked = isChecked
        }
    }

    package struct Row: Sendable {
        let id: String?
        /// Marks the row at its beginning; a tag in the row says why.
        let tone: String?
        let pick: Pick?
        var cells: [Cell]
        let actions: [Link]
        /// Each names where it posts to; the page puts the table into a form.
        let buttons: [Button]

        package init(
            id: String? = nil, tone: Tone = .plain, pick: Pick? = nil, _ cells: [Cell],
            actions: [Link] = [], buttons: [Button] = []
        ) {
            self.id = id
            self.tone = tone == .plain ? nil : tone.rawValue
            self.pick = pick
            self.cells = cells
            self.actions = actions
            self.buttons = buttons
        }
    }

    let caption: String
    let showsCaption: Bool
    let columns: [Column]
    let rows: [Row]
    let hasPicks: Bool
    let hasActions: Bool
    let isBusy: Bool
    /// Few and narrow columns stay a table on the smallest screen.
    let isNarrow: Bool
    let empty: EmptyState?
    let paging: Paging?

    /// - Parameter headerColumn: the position of the cell that names its row.
    package init(
        caption: String, showsCaption: Bool = false, _ columns: [Column], _ rows: [Row],
        headerColumn: Int = 0, isBusy: Bool = false, isNarrow: Bool = false,
        empty: EmptyState? = nil, paging: Paging? = nil
    ) {
        self.caption = caption
        self.showsCaption = showsCaption
        self.columns = columns
        self.rows = rows.map { row in
            var row = row
            for (position, column) in columns.enumerated() where position < row.cells.count {
                row.cells[position].label = column.title
                row.cells[position].isHeader = position == headerColumn
                let classes =
                    [row.cells[position].classes, column.classes]
                    + (row.cells[position].isEmpty ? ["empty-cell"] : [])
                row.cells[position].classes = classes.filter { !$0.isEmpty }
                    .joined(separator: " ")
            }
            return row
        }
        hasPicks = rows.contains { $0.pick != nil }
        hasActions = rows.contains { !$0.actions.isEmpty || !$0.buttons.isEmpty }
        self.isBusy = isBusy
        self.isNarrow = isNarrow
        self.empty = rows.isEmpty ? empty : nil
        self.paging = paging
    }
}
