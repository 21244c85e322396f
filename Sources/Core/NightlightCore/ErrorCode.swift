// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// An error with a stable code, such as `intake.address-too-long`.
///
/// Codes are part of the interface: they appear in logs, JSON answers and documentation, and never
/// change their meaning. A conforming enum carries no personal data in its payloads: no address, no
/// text of a report, no name. Whatever is needed to act is in the code and in numbers.
package protocol CodedError: Error, Sendable {
    /// Lower-case feature, a full stop, lower-case words joined by hyphens.
    var code: String { get }
}
