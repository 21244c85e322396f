// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why a demonstration could not go on.
enum DemoError: CodedError, AdvisedError {
    /// The database that was named has tables: it may be somebody's installation.
    case databaseNotEmpty
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
        case .databaseNotEmpty: "demo.database-not-empty"
        case .reportRefused: "demo.report-refused"
        case .pictureUnreadable: "demo.picture-unreadable"
        case .listRefused: "demo.list-refused"
        case .notListening: "demo.not-listening"
        }
    }

    var advice: String {
        switch self {
        case .databaseNotEmpty:
            """
            That database is not empty. A demonstration fills its database with made-up reports, \
            so it takes none that anything was ever in: make a new one and name that.
            """
        case .reportRefused: "The public site took no report: the demonstration cannot go on."
        case .pictureUnreadable:
            "The decoder could not read a picture. Run: nightlight doctor"
        case .listRefused: "The list that was just made could not be imported."
        case .notListening: "The applications did not come to listen. Is a port free?"
        }
    }

    var exitStatus: ExitStatus {
        switch self {
        case .databaseNotEmpty: .usage
        case .reportRefused, .pictureUnreadable, .listRefused, .notListening: .unavailable
        }
    }
}
