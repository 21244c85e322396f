// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// What identifiers that cross the borders between modules identify.
//
// A feature that only needs to say which report or which account names it without importing the
// feature that owns it.

package enum AccountSubject {}
package enum AuditEventSubject {}
package enum ContactSubject {}
package enum HashListSubject {}
package enum HostingProviderSubject {}
package enum IncidentSubject {}
package enum JobSubject {}
package enum NoticeSubject {}
package enum ProviderSubject {}
package enum RecordSubject {}
package enum ReportSubject {}

/// A person who signs in.
package typealias AccountID = Identifier<AccountSubject>
/// What the audit log tells.
package typealias AuditEventID = Identifier<AuditEventSubject>
/// Who takes notices for a hosting provider.
package typealias ContactID = Identifier<ContactSubject>
/// A list of fingerprints.
package typealias HashListID = Identifier<HashListSubject>
/// Who runs servers, as the directory of contacts knows them.
package typealias HostingProviderID = Identifier<HostingProviderSubject>
/// One thing to be looked at: the unit of work.
package typealias IncidentID = Identifier<IncidentSubject>
/// Work that waits in the queue.
package typealias JobID = Identifier<JobSubject>
/// A letter to a hosting provider.
package typealias NoticeID = Identifier<NoticeSubject>
/// An internet provider that reports.
package typealias ProviderID = Identifier<ProviderSubject>
/// What arrived by one of the doors.
package typealias ReportID = Identifier<ReportSubject>
/// What has a key of its own: a report, an incident that no report made, or a notice.
///
/// It is called by that thing's own identifier.
package typealias RecordID = Identifier<RecordSubject>
