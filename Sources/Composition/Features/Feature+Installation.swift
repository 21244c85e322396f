// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

extension Feature {
    /// What every process stands on: the database, the keys, who the hotline is, the log.
    static let installation = Feature(
        module: "Composition",
        tables: [],
        settings: [
            .databaseURL, .databaseConnectionsMax, .keysDirectory, .keysPassphraseFile,
            .organisationName, .organisationDomain, .organisationPhone, .organisationExitURL,
            .logLevel,
        ])
}

extension Setting {
    package static let databaseURL = Setting(
        "database.url", default: "sqlite:",
        reason:
            "sqlite: keeps one file in the data directory; postgres://… is the engine to grow on.")
    package static let databaseConnectionsMax = Setting(
        "database.connectionsMax", default: "8",
        reason: """
            Connections to PostgreSQL for each process; eight serve thousands of requests a \
            second.
            """)
    package static let keysDirectory = Setting(
        "keys.directory", reason: "Where key files are; by default `keys` in the data directory.")
    package static let keysPassphraseFile = Setting(
        "keys.passphraseFile",
        reason:
            "A file with the passphrase of the casework key, when that key is protected by one.")
    package static let organisationName = Setting(
        "organisation.name", default: "Nightlight",
        reason: "Shown on every page and in every notice.")
    package static let organisationDomain = Setting(
        "organisation.domain", default: "hotline.example.org",
        reason: "The domain in notices (XARF) and message identifiers.")
    package static let organisationPhone = Setting(
        "organisation.phone",
        reason: "Offered to people who would rather call; empty shows no number.")
    package static let organisationExitURL = Setting(
        "organisation.exitURL", default: "https://example.org/",
        reason: "Where \"Leave this page\" leads: a neutral, well-known site.")
    package static let logLevel = Setting(
        "log.level", default: "info",
        reason: "trace, debug, info, notice, warning, error or critical.")
}
