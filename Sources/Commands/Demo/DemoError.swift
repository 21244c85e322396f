// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why a demonstration could not go on.
enum DemoError: CodedError {
    /// The public site did not take a report.
    case reportRefused
    /// The decoder could not read a picture that was just made.
    case pictureUnreadable
    /// The list that was just made could not be imported.
    case listRefused
    /// The applications did not come to listen.
    case notListening

    var code: String {
        switch self {
        case .reportRefused: "demo.report-refused"
        case .pictureUnreadable: "demo.picture-unreadable"
        case .listRefused: "demo.list-refused"
        case .notListening: "demo.not-listening"
        }
    }
}
