// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore
import Outbound
import Takedown

extension Settings {
    func takedownPolicy() throws -> TakedownPolicy {
        TakedownPolicy(
            mode: try choice(.takedownNoticeMode),
            bundlingWindow: .minutes(try number(.takedownBundlingMinutes, in: 0...1_440)),
            firstRecheck: .minutes(try number(.takedownFirstRecheckMinutes, in: 1...10_080)),
            recheckInterval: .hours(try number(.takedownRecheckHours, in: 1...720)),
            escalateAfterDays: try number(.takedownEscalateAfterDays, in: 1...365))
    }

    func noticeSender() throws -> NoticeSender {
        NoticeSender(
            organisation: try required(.organisationName), email: try required(.mailSender),
            domain: try required(.organisationDomain), phone: text(.organisationPhone))
    }

    /// `nil` when no relay is set.
    func mailTransport() throws -> MailTransport? {
        guard let url = text(.mailRelay) else { return nil }
        let security: MailRelay.Security = try choice(.mailSecurity)
        var credentials: MailRelay.Credentials?
        if let user = text(.mailUsername) {
            credentials = MailRelay.Credentials(
                user: user, password: try secretLine(.mailPasswordFile) ?? "")
        }
        return MailTransport(
            relay: try Self.require(
                MailRelay(url, security: security, credentials: credentials), .mailRelay))
    }
}

extension Workers {
    /// Registries and the country database, where the tracer asks who has an address.
    func traceSources() throws -> TraceSources {
        let installation = casework.installation
        let bootstrap =
            try installation.settings.path(.registryBootstrapDirectory)
            .map { try RegistryBootstrap(folder: $0.path) } ?? RegistryBootstrap()
        let countries = try installation.settings.path(.countryDatabasePath)
            .map { try CountryDatabase(path: $0.path) }
        return TraceSources(
            registry: RegistryClient(
                bootstrap: bootstrap, fetcher: fetcher, time: installation.time),
            countries: countries)
    }
}

extension Setting {
    package static let registryBootstrapDirectory = Setting(
        "registry.bootstrapDirectory",
        reason:
            "A folder with IANA's RDAP bootstrap files (ipv4.json, ipv6.json, dns.json, asn.json).")
    static let countryDatabasePath = Setting(
        "country.databasePath",
        reason: "A MaxMind DB file with countries; empty records no country.")
    package static let mailRelay = Setting(
        "mail.relay",
        reason: "smtp://host:port of your mail relay. Empty: notices wait in the outbox.")
    package static let mailSecurity = Setting(
        "mail.security", default: "required",
        reason:
            "required: refuse a relay without STARTTLS; opportunistic; none (loopback relays only)."
    )
    static let mailSender = Setting(
        "mail.sender", default: "notices@hotline.example.org",
        reason: "The sender of notices, and where answers go.")
    static let mailUsername = Setting(
        "mail.username", reason: "Sign-in at the relay, when it asks for one.")
    static let mailPasswordFile = Setting(
        "mail.passwordFile", reason: "Sign-in at the relay, when it asks for one.")
    static let takedownNoticeMode = Setting(
        "takedown.noticeMode", default: "automatic",
        reason: """
            automatic: what was decided to be actionable is noticed at once; person-confirms: a \
            second person releases each first notice.
            """)
    static let takedownBundlingMinutes = Setting(
        "takedown.bundlingMinutes", default: "10",
        reason: """
            How long the first address of a day waits for others to the same provider; 0 does not \
            wait.
            """)
    static let takedownFirstRecheckMinutes = Setting(
        "takedown.firstRecheckMinutes", default: "60",
        reason: "Obliging hosts remove within the hour.")
    static let takedownRecheckHours = Setting(
        "takedown.recheckHours", default: "24",
        reason: "Looked at again, and noticed again, every day until it is gone.")
    static let takedownEscalateAfterDays = Setting(
        "takedown.escalateAfterDays", default: "5",
        reason: "Days without effect before the network above the host is asked as well.")
}
