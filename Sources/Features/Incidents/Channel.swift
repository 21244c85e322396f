// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// By which door a report came in.
package enum Channel: String, CaseIterable, Sendable, Codable {
    /// The public form.
    case `public`
    /// A service provider under its duty to report.
    case provider
    /// Another hotline or agency.
    case partner
    /// Our own crawler.
    case crawler
    /// A survivor or their family, about their own pictures.
    case survivor
}

extension Channel: SQLConvertible {}
