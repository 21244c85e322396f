// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What an audit event happened to.
package enum AuditSubject: Hashable, Sendable {
    case account(AccountID)
    case auditEvent(AuditEventID)
    case contact(ContactID)
    case hashList(HashListID)
    case hostingProvider(HostingProviderID)
    case incident(IncidentID)
    case job(JobID)
    case notice(NoticeID)
    case provider(ProviderID)
    case report(ReportID)
    /// Nobody's: a name that no account has.
    case unknownAccount
    /// Every hash list at once.
    case hashLists
    /// The entries that wait for a person, whatever their list.
    case hashQuarantine
    /// The reports that somebody wants to have erased.
    case erasures

    /// As it stands in the table, in exports and in commitments: a noun and an identifier.
    package var text: String {
        switch self {
        case .account(let id): "account:\(id)"
        case .auditEvent(let id): "audit:\(id)"
        case .contact(let id): "contact:\(id)"
        case .hashList(let id): "hash-list:\(id)"
        case .hostingProvider(let id): "hosting-provider:\(id)"
        case .incident(let id): "incident:\(id)"
        case .job(let id): "job:\(id)"
        case .notice(let id): "notice:\(id)"
        case .provider(let id): "provider:\(id)"
        case .report(let id): "report:\(id)"
        case .unknownAccount: "account:unknown"
        case .hashLists: "hash-list:all"
        case .hashQuarantine: "hash-list:quarantine"
        case .erasures: "report:erasures"
        }
    }

    /// `nil` when the text is not that of a subject.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let name = String(parts[1])
        let subject: Self? =
            switch (parts[0], name) {
            case ("account", "unknown"): .unknownAccount
            case ("hash-list", "all"): .hashLists
            case ("hash-list", "quarantine"): .hashQuarantine
            case ("report", "erasures"): .erasures
            case ("account", _): AccountID(name).map(Self.account)
            case ("audit", _): AuditEventID(name).map(Self.auditEvent)
            case ("contact", _): ContactID(name).map(Self.contact)
            case ("hash-list", _): HashListID(name).map(Self.hashList)
            case ("hosting-provider", _): HostingProviderID(name).map(Self.hostingProvider)
            case ("incident", _): IncidentID(name).map(Self.incident)
            case ("job", _): JobID(name).map(Self.job)
            case ("notice", _): NoticeID(name).map(Self.notice)
            case ("provider", _): ProviderID(name).map(Self.provider)
            case ("report", _): ReportID(name).map(Self.report)
            default: nil
            }
        guard let subject else { return nil }
        self = subject
    }
}
