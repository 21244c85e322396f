// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// How much of a form is read before it is refused.
package struct FormLimits: Sendable {
    /// LIMIT: bytes of a whole form.
    ///
    /// Four addresses pages long and a long story fit ten times over.
    package var bodyBytesMax: Int
    /// LIMIT: fields of a form.
    ///
    /// Our largest has about a dozen.
    package var fieldsMax: Int
    /// LIMIT: bytes of one field after decoding.
    package var fieldBytesMax: Int
    /// LIMIT: seconds until the body must have arrived: a slow line sends this much in that time.
    package var bodySecondsMax: Int

    package init(
        bodyBytesMax: Int = 262_144, fieldsMax: Int = 64, fieldBytesMax: Int = 131_072,
        bodySecondsMax: Int = 30
    ) {
        self.bodyBytesMax = bodyBytesMax
        self.fieldsMax = fieldsMax
        self.fieldBytesMax = fieldBytesMax
        self.bodySecondsMax = bodySecondsMax
    }

    package static let standard = FormLimits()
}
