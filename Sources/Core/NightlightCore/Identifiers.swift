// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// What identifiers that cross the borders between modules identify.
//
// A feature that only needs to say which report or which account names it without importing the
// feature that owns it.

package enum AccountSubject {}
package enum ProviderSubject {}
package enum ReportSubject {}

/// A person who signs in.
package typealias AccountID = Identifier<AccountSubject>
/// An internet provider that reports.
package typealias ProviderID = Identifier<ProviderSubject>
/// What arrived by one of the doors.
package typealias ReportID = Identifier<ReportSubject>
