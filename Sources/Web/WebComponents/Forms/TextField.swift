// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// One line to fill in, with its label, hint and problem.
package struct TextField: Sendable {
    package enum Kind: String, Sendable {
        case text, password, number, email, search, date, time, tel, url
    }

    package enum Width: String, Sendable {
        case full, middle
        /// For a number or a code.
        case short
    }

    let id: String
    let name: String
    let label: String
    let hint: String?
    let error: String?
    let value: String
    let kind: String
    let classes: String
    let describedBy: String?
    let autocomplete: String
    let inputMode: String?
    /// Letters for machines, which a telephone should neither correct nor begin with a capital.
    let isLiteral: Bool
    let lengthMin: Int?
    let lengthMax: Int?
    let isRequired: Bool
    let isDisabled: Bool
    let isReadOnly: Bool

    package init(
        _ id: String, label: String, name: String? = nil, value: String = "", hint: String? = nil,
        error: String? = nil, kind: Kind = .text, width: Width = .full, isCode: Bool = false,
        isLiteral: Bool = false, autocomplete: String = "off", inputMode: String? = nil,
        lengthMin: Int? = nil, lengthMax: Int? = nil, isRequired: Bool = false,
        isDisabled: Bool = false, isReadOnly: Bool = false
    ) {
        self.id = id
        self.name = name ?? id
        self.label = label
        self.hint = hint
        self.error = error
        self.value = value
        self.kind = kind.rawValue
        let extra = [width == .full ? nil : width.rawValue, isCode ? "code" : nil]
        classes = (["input"] + extra.compactMap { $0 }).joined(separator: " ")
        describedBy = Description.ids(id, hint: hint, error: error)
        self.autocomplete = autocomplete
        self.inputMode = inputMode
        self.isLiteral = isLiteral || isCode
        self.lengthMin = lengthMin
        self.lengthMax = lengthMax
        self.isRequired = isRequired
        self.isDisabled = isDisabled
        self.isReadOnly = isReadOnly
    }
}

/// Several lines to fill in.
package struct TextArea: Sendable {
    let id: String
    let name: String
    /// Absent where the page's heading is the label.
    let label: String?
    let hint: String?
    let error: String?
    let value: String
    let rows: Int
    let isCode: Bool
    let describedBy: String?
    let lengthMax: Int?
    let isDisabled: Bool
    let isRequired: Bool

    /// - Parameter describedBy: what else on the page explains the field.
    package init(
        _ id: String, label: String?, name: String? = nil, value: String = "",
        hint: String? = nil, error: String? = nil, rows: Int = 5, isCode: Bool = false,
        describedBy: String? = nil, lengthMax: Int? = nil, isRequired: Bool = false,
        isDisabled: Bool = false
    ) {
        self.id = id
        self.name = name ?? id
        self.label = label
        self.hint = hint
        self.error = error
        self.value = value
        self.rows = rows
        self.isCode = isCode
        self.describedBy = Description.ids(id, before: describedBy, hint: hint, error: error)
        self.lengthMax = lengthMax
        self.isRequired = isRequired
        self.isDisabled = isDisabled
    }
}

/// The identifiers of what explains a field, as `aria-describedby` names them.
enum Description {
    static func ids(
        _ id: String, before: String? = nil, hint: String?, error: String?
    ) -> String? {
        let ids = [before, hint.map { _ in "\(id)-hint" }, error.map { _ in "\(id)-error" }]
            .compactMap { $0 }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }
}
