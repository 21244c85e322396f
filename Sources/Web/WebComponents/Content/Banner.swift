// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Something to know before going on.
package struct Banner: Sendable {
    /// For a field that this explains.
    let id: String?
    let tone: String
    let title: String?
    let text: String
    let link: Link?
    /// Read out at once, because it is new on the page: `alert`, `status`, or not at all.
    let role: String?

    package init(
        _ tone: Tone, title: String? = nil, _ text: String, link: Link? = nil, isNew: Bool = false,
        id: String? = nil
    ) {
        self.id = id
        self.tone = tone.rawValue
        self.title = title
        self.text = text
        self.link = link
        role = isNew ? (tone == .bad ? "alert" : "status") : nil
    }
}

/// Says once what was done, on the page a redirect leads to.
package struct Toast: Sendable {
    let text: String
    let tone: String
    /// The same page without the message.
    let dismissPath: String?

    package init(_ text: String, _ tone: Tone = .good, dismissPath: String? = nil) {
        self.text = text
        self.tone = tone.rawValue
        self.dismissPath = dismissPath
    }
}

/// What stands where a list would be.
package struct EmptyState: Sendable {
    let title: String
    let text: String?
    let action: Link?

    package init(title: String, text: String? = nil, action: Link? = nil) {
        self.title = title
        self.text = text
        self.action = action
    }
}

/// Text for machines, exactly as it is.
package struct CodeBlock: Sendable {
    let title: String
    let text: String
    let id: String
    /// Long lines break instead of going on to the side.
    let isWrapped: Bool

    package init(_ title: String, _ text: String, id: String, isWrapped: Bool = false) {
        self.title = title
        self.text = text
        self.id = id
        self.isWrapped = isWrapped
    }
}
