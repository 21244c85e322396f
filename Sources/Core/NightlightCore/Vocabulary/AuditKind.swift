// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What kind of thing an audit event tells: every kind there is.
///
/// The texts stand in a log that is never rewritten: one that was ever used keeps its text and its
/// meaning, and is never removed. Each is the feature and the past tense.
package enum AuditKind: String, CaseIterable, Sendable {
    // MARK: Accounts and sign-in
    case accountCreated = "account.created"
    case accountLinkMade = "account.link-made"
    case accountDisabled = "account.disabled"
    case accountEnabled = "account.enabled"
    case accountRoleChanged = "account.role-changed"
    case accountSignedIn = "account.signed-in"
    case accountSignInRefused = "account.sign-in-refused"
    case accountPasswordSet = "account.password-set"
    case accountPasswordChanged = "account.password-changed"
    case accountSignedOut = "account.signed-out"
    case accountSignedOutEverywhere = "account.signed-out-everywhere"
    /// A row that lets somebody in, and that this installation did not write as it stands there.
    case accountRowRefused = "account.row-refused"

    // MARK: Internet providers and their tokens
    case providerRegistered = "provider.registered"
    case providerDisabled = "provider.disabled"
    case providerEnabled = "provider.enabled"
    case providerTokenIssued = "provider.token-issued"
    case providerTokenRevoked = "provider.token-revoked"
    case providerRowRefused = "provider.row-refused"

    // MARK: Reports and incidents
    case reportReceived = "report.received"
    case reportShown = "report.shown"
    case reportErasureAsked = "report.erasure-asked"
    case reportErased = "report.erased"
    case reportErasureRefused = "report.erasure-refused"
    case erasuresViewed = "report.erasures-viewed"
    case incidentViewed = "incident.viewed"
    case incidentAddressShown = "incident.address-shown"
    case incidentReportShown = "incident.report-shown"
    case examinationExamined = "examination.examined"
    case examinationNotFetched = "examination.not-fetched"
    case examinationNotWeb = "examination.not-web"
    case assessmentAssessed = "assessment.assessed"

    // MARK: Hash lists and their entries
    case hashListCreated = "hash-list.created"
    case hashListChanged = "hash-list.changed"
    case hashListViewed = "hash-list.viewed"
    case hashListSearched = "hash-list.searched"
    case hashListExported = "hash-list.exported"
    case hashListImportStarted = "hash-list.import-started"
    case hashListImported = "hash-list.imported"
    case hashListImportAbandoned = "hash-list.import-abandoned"
    case hashListEntryAdded = "hash-list.entry-added"
    case hashListEntryWithdrawn = "hash-list.entry-withdrawn"
    case hashListEntryRestored = "hash-list.entry-restored"
    case hashListEntryHeld = "hash-list.entry-held"
    case hashListEntryReleased = "hash-list.entry-released"
    case hashListProposed = "hash-list.proposed"
    case hashListProposalConfirmed = "hash-list.proposal-confirmed"
    case hashListProposalRefused = "hash-list.proposal-refused"

    // MARK: Takedown
    case takedownTraced = "takedown.traced"
    case takedownFollowed = "takedown.followed"
    case takedownMoved = "takedown.moved"
    case takedownNoticed = "takedown.noticed"
    case takedownNoticeFailed = "takedown.notice-failed"
    case takedownRechecked = "takedown.rechecked"
    case takedownEscalated = "takedown.escalated"
    case takedownPersonNeeded = "takedown.person-needed"
    case noticeComposed = "notice.composed"
    case noticeSent = "notice.sent"
    case noticeFailed = "notice.failed"
    case noticeCancelled = "notice.cancelled"
    case noticeRetried = "notice.retried"
    case noticeViewed = "notice.viewed"
    case contactMarked = "contact.marked"
    case contactRenamed = "contact.renamed"
    case hostingProviderAdded = "hosting-provider.added"
    case hostingProviderChanged = "hosting-provider.changed"
    case hostingProviderRemoved = "hosting-provider.removed"

    // MARK: The platform itself
    case jobRetried = "job.retried"
    case auditErased = "audit.erased"
}
