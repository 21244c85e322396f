// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
package import PasswordHashing
package import Storage

/// Accounts, their passwords and their sessions: the only writer of their tables.
///
/// Every change is recorded in the audit log, in the change's own transaction.
package struct AccountService: Sendable {
    let database: any Database
    let audit: AuditTrail
    let hasher: PasswordHasher
    let time: any TimeSource
    let accounts = AccountStore()
    let sessions = SessionStore()
    let links = SignInLinkStore()
    let signInGuard = SignInGuard()

    /// Makes the service; one for the process, because attempts to sign in are counted in it.
    package init(
        database: any Database, audit: AuditTrail, hasher: PasswordHasher, time: any TimeSource
    ) {
        self.database = database
        self.audit = audit
        self.hasher = hasher
        self.time = time
    }

    /// A new account without a password: hand its owner a one-time link.
    package func createAccount(
        name: String, email: String? = nil, role: AccountRole, language: Language,
        by actor: AuditActor
    ) async throws -> Account {
        guard let name = AccountName(name) else { throw AccountError.nameInvalid }
        if let email, !EmailAddress.isPlausible(email) { throw AccountError.emailInvalid }
        let now = time.now()
        let account = Account(
            id: Account.ID(at: now), name: name.display, email: email, role: role,
            language: language, createdAt: now, disabledAt: nil, hasPassword: false)
        try await database.write { [accounts, audit] transaction in
            guard try accounts.insert(account, key: name.key, in: transaction) else {
                throw AccountError.nameTaken
            }
            try audit.record(
                .account(
                    .accountCreated, account.id, by: actor, [.role: role.rawValue], at: now),
                in: transaction)
        }
        return account
    }

    package func account(_ id: Account.ID) async throws -> Account? {
        try await database.read { [accounts] in try accounts.find(id, in: $0) }
    }

    /// The account of that name, in whatever case it is written; disabled ones too.
    package func account(named typed: String) async throws -> Account? {
        guard let name = AccountName(typed) else { return nil }
        return try await database.read { [accounts] transaction in
            try accounts.credentials(ofName: name.key, in: transaction)?.account
        }
    }

    /// Accounts in order of creation, `limit` at a time.
    package func list(after: Account.ID? = nil, limit: Int = 50) async throws -> [Account] {
        try await database.read { [accounts] in
            try accounts.list(after: after, limit: limit, in: $0)
        }
    }

    /// A secret with which the account's owner sets a password; links made before stop working.
    package func oneTimeLink(for id: Account.ID, by actor: AuditActor) async throws -> SignInLink {
        let now = time.now()
        let token = SecretToken.make()
        let link = SignInLink(token: token.text, expiresAt: now + AccountLimits.linkLife)
        try await database.write { [accounts, links, audit] transaction in
            guard let account = try accounts.find(id, in: transaction), account.disabledAt == nil
            else { throw AccountError.unknownAccount }
            try links.insert(
                hash: token.hash, account: id, createdAt: now, expiresAt: link.expiresAt,
                in: transaction)
            try audit.record(.account(.accountLinkMade, id, by: actor, at: now), in: transaction)
        }
        return link
    }

    /// Ends every session and link of an account, and refuses sign-in from now on.
    ///
    /// - Returns: `false` when it was so already.
    @discardableResult
    package func disable(_ id: Account.ID, by actor: AuditActor) async throws -> Bool {
        let now = time.now()
        return try await database.write { [accounts, sessions, links, audit] transaction in
            guard let account = try accounts.find(id, in: transaction) else {
                throw AccountError.unknownAccount
            }
            guard account.disabledAt == nil else { return false }
            try keepAnAdministrator(besides: account, in: transaction)
            try accounts.setDisabled(now, of: id, in: transaction)
            _ = try sessions.deleteAll(of: id, in: transaction)
            try links.deleteAll(of: id, in: transaction)
            try audit.record(.account(.accountDisabled, id, by: actor, at: now), in: transaction)
            return true
        }
    }

    /// - Returns: `false` when it was so already.
    @discardableResult
    package func enable(_ id: Account.ID, by actor: AuditActor) async throws -> Bool {
        let now = time.now()
        return try await database.write { [accounts, audit] transaction in
            guard let account = try accounts.find(id, in: transaction) else {
                throw AccountError.unknownAccount
            }
            guard account.disabledAt != nil else { return false }
            try accounts.setDisabled(nil, of: id, in: transaction)
            try audit.record(.account(.accountEnabled, id, by: actor, at: now), in: transaction)
            return true
        }
    }

    /// Gives an account another role, from its next request on.
    ///
    /// - Returns: `false` when it had it already.
    @discardableResult
    package func setRole(
        _ role: AccountRole, of id: Account.ID, by actor: AuditActor
    ) async throws -> Bool {
        let now = time.now()
        return try await database.write { [accounts, audit] transaction in
            guard let account = try accounts.find(id, in: transaction) else {
                throw AccountError.unknownAccount
            }
            guard account.role != role else { return false }
            try keepAnAdministrator(besides: account, in: transaction)
            try accounts.setRole(role, of: id, in: transaction)
            try audit.record(
                .account(
                    .accountRoleChanged, id, by: actor,
                    [.from: account.role.rawValue, .to: role.rawValue], at: now),
                in: transaction)
            return true
        }
    }

    /// Without an administrator nobody could let anybody in again.
    private func keepAnAdministrator(
        besides account: Account, in transaction: any SQLTransaction
    ) throws {
        guard account.role == .administrator, account.disabledAt == nil else { return }
        let others = try accounts.activeAdministrators(in: transaction)
        guard others.contains(where: { $0 != account.id }) else {
            throw AccountError.lastAdministrator
        }
    }
}

extension AuditEvent {
    static func account(
        _ kind: AuditKind, _ id: Account.ID?, by actor: AuditActor, _ facts: Facts = [:],
        at time: Timestamp
    ) -> AuditEvent {
        AuditEvent(
            kind: kind, actor: actor, subject: id.map { .account($0) } ?? .unknownAccount,
            facts: facts,
            at: time)
    }
}
