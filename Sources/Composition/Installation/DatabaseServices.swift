// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
package import AuditLog
import NightlightCore
import PasswordHashing
package import Storage

/// An open database, and the services that need nothing else: no keys and no other machines.
///
/// Commands that read or change records are made from it alone.
package struct DatabaseServices: Sendable {
    package let database: any Database
    package let audit = AuditTrail()
    /// Every service of the process tells it which rows were refused.
    let watch = RowWatch()
    let hasher: PasswordHasher
    let time: any TimeSource
}
