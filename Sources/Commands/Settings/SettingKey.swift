// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Every setting there is: its key, its default, and why that default.
///
/// A key such as `public.address` is read from a flag (`--set public.address=…`), then the
/// environment (`NIGHTLIGHT_PUBLIC_ADDRESS`), then the settings file (`{"public": {"address":
/// …}}`), then the default here. `nightlight doctor --settings-reference` prints this table.
enum SettingKey: String, CaseIterable {
    case databaseURL = "database.url"
    case databaseConnectionsMax = "database.connectionsMax"
    case keysDirectory = "keys.directory"
    case keysPassphraseFile = "keys.passphraseFile"
    case publicAddress = "public.address"
    case publicBaseURL = "public.baseURL"
    case providerAddress = "provider.address"
    case workbenchAddress = "workbench.address"
    case workbenchBaseURL = "workbench.baseURL"
    case operationsAddress = "operations.address"
    case organisationName = "organisation.name"
    case organisationDomain = "organisation.domain"
    case organisationPhone = "organisation.phone"
    case organisationExitURL = "organisation.exitURL"
    case decoderPath = "decoder.path"
    case decoderWorkers = "decoder.workers"
    case decoderDeadlineSeconds = "decoder.deadlineSeconds"
    case decoderFileMebibytesMax = "decoder.fileMebibytesMax"
    case outboundAllowedPrivateNetworks = "outbound.allowedPrivateNetworks"
    case outboundAllowedPorts = "outbound.allowedPorts"
    case outboundFixedHosts = "outbound.fixedHosts"
    case outboundProxy = "outbound.proxy"
    case registryBootstrapDirectory = "registry.bootstrapDirectory"
    case countryDatabasePath = "country.databasePath"
    case mailRelay = "mail.relay"
    case mailSecurity = "mail.security"
    case mailSender = "mail.sender"
    case mailUsername = "mail.username"
    case mailPasswordFile = "mail.passwordFile"
    case matchingCrowdMediaMax = "matching.crowdMediaMax"
    case matchingCrowdStrangersMax = "matching.crowdStrangersMax"
    case matchingCrowdWindowHours = "matching.crowdWindowHours"
    case assessmentTrustedMatch = "assessment.trustedMatch"
    case takedownNoticeMode = "takedown.noticeMode"
    case takedownBundlingMinutes = "takedown.bundlingMinutes"
    case takedownFirstRecheckMinutes = "takedown.firstRecheckMinutes"
    case takedownRecheckHours = "takedown.recheckHours"
    case takedownEscalateAfterDays = "takedown.escalateAfterDays"
    case workerConcurrency = "worker.concurrency"
    case workerLeaseSeconds = "worker.leaseSeconds"
    case auditOrigin = "audit.origin"
    case logLevel = "log.level"

    /// The value when nobody set one; empty means "not configured".
    var defaultValue: String {
        switch self {
        case .databaseURL: "sqlite:"
        case .databaseConnectionsMax: "8"
        case .keysDirectory, .keysPassphraseFile, .publicBaseURL, .workbenchBaseURL: ""
        case .publicAddress: "127.0.0.1:8080"
        case .providerAddress: "127.0.0.1:8081"
        case .workbenchAddress: "127.0.0.1:8082"
        case .operationsAddress: "127.0.0.1:8083"
        case .organisationName: "Nightlight"
        case .organisationDomain: "hotline.example.org"
        case .organisationPhone: ""
        case .organisationExitURL: "https://example.org/"
        case .decoderPath: ""
        case .decoderWorkers: "2"
        case .decoderDeadlineSeconds: "20"
        case .decoderFileMebibytesMax: "128"
        case .outboundAllowedPrivateNetworks, .outboundFixedHosts, .outboundProxy: ""
        case .outboundAllowedPorts: "80,443"
        case .registryBootstrapDirectory, .countryDatabasePath: ""
        case .mailRelay: ""
        case .mailSecurity: "required"
        case .mailSender: "notices@hotline.example.org"
        case .mailUsername, .mailPasswordFile: ""
        case .matchingCrowdMediaMax: "50"
        case .matchingCrowdStrangersMax: "10"
        case .matchingCrowdWindowHours: "24"
        case .assessmentTrustedMatch: "person-confirms"
        case .takedownNoticeMode: "automatic"
        case .takedownBundlingMinutes: "10"
        case .takedownFirstRecheckMinutes: "60"
        case .takedownRecheckHours: "24"
        case .takedownEscalateAfterDays: "5"
        case .workerConcurrency: "4"
        case .workerLeaseSeconds: "120"
        case .auditOrigin: "hotline.example.org/audit"
        case .logLevel: "info"
        }
    }

    var isList: Bool {
        switch self {
        case .outboundAllowedPrivateNetworks, .outboundAllowedPorts, .outboundFixedHosts: true
        default: false
        }
    }
}
