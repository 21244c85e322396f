// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// How much a form may hold before it is refused; the row of its route bounds the whole of it.
package struct FormLimits: Sendable {
    /// LIMIT: fields of a form.
    ///
    /// Our largest has about a dozen.
    package var fieldsMax: Int
    /// LIMIT: bytes of one field after decoding.
    package var fieldBytesMax: Int

    package init(fieldsMax: Int = 64, fieldBytesMax: Int = 131_072) {
        self.fieldsMax = fieldsMax
        self.fieldBytesMax = fieldBytesMax
    }

    package static let standard = FormLimits()
}
