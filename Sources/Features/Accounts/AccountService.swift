// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
package import PasswordHashing
package import Sealing
package import Storage

/// Accounts, their passwords and their sessions: the only writer of their tables.
///
/// Every change is recorded in the audit log, in the change's own transaction.
package struct AccountService: Sendable {
    let database: any Database
    let audit: AuditTrail
    let hasher: PasswordHasher
    let time: any TimeSource
    let watch: RowWatch
    let accounts: AccountStore
    let sessions: SessionStore
    let links: SignInLinkStore
    let signInGuard = SignInGuard()

    /// Makes the service; one for the process, because attempts to sign in are counted in it.
    ///
    /// - Parameter sealer: of the purpose `staff`.
    package init(
        database: any Database, audit: AuditTrail, hasher: PasswordHasher, sealer: RowSealer,
        watch: RowWatch = RowWatch(), time: any TimeSource
    ) {
        self.database = database
        self.audit = audit
        self.hasher = hasher
        self.watch = watch
        self.time = time
        let seals = RowSeals(sealer: sealer, watch: watch)
        accounts = AccountStore(seals: seals)
        sessions = SessionStore(seals: seals)
        links = SignInLinkStore(seals: seals, accounts: accounts)
    }

    /// A new account without a password: hand its owner a one-time link.
    package func createAccount(
        name: String, email: String? = nil, role: AccountRole, language: Language,
        by actor: AuditActor
    ) async throws -> Account {
        guard let name = AccountName(name) else { throw AccountError.nameInvalid }
        if let email, !EmailAddress.isPlausible(email) { throw AccountError.emailInvalid }
        let now = time.now()
        let row = AccountRow(
            id: Account.ID(at: now), name: name.display, nameKey: name.key, email: email,
            role: role, language: language, createdAt: now)
        try await writing { [accounts, audit] transaction in
            guard try accounts.insert(row, in: transaction) else { throw AccountError.nameTaken }
            try audit.record(
                .account(.accountCreated, row.id, by: actor, [.role: role.rawValue], at: now),
                in: transaction)
        }
        return row.account
    }

    package func account(_ id: Account.ID) async throws -> Account? {
        try await reading { [accounts] in try accounts.find(id, in: $0)?.account }
    }

    /// The account of that name, in whatever case it is written; disabled ones too.
    package func account(named typed: String) async throws -> Account? {
        guard let name = AccountName(typed) else { return nil }
        return try await reading { [accounts] transaction in
            try accounts.find(nameKey: name.key, in: transaction)?.account
        }
    }

    /// Accounts in order of creation, `limit` at a time.
    package func list(after: Account.ID? = nil, limit: Int = 50) async throws -> [Account] {
        try await reading { [accounts] in
            try accounts.list(after: after, limit: limit, in: $0).map(\.account)
        }
    }

    /// A secret with which the account's owner sets a password; links made before stop working.
    package func oneTimeLink(for id: Account.ID, by actor: AuditActor) async throws -> SignInLink {
        let now = time.now()
        let token = SecretToken.make()
        let link = SignInLink(token: token.text, expiresAt: now + AccountLimits.linkLife)
        try await writing { [accounts, links, audit] transaction in
            guard let account = try accounts.find(id, locking: true, in: transaction),
                account.disabledAt == nil
            else { throw AccountError.unknownAccount }
            let row = SignInLinkStore.Row(
                tokenHash: token.hash, accountID: id, createdAt: now, expiresAt: link.expiresAt,
                passwordHash: account.passwordHash)
            try links.insert(row, in: transaction)
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
        return try await change(id) { [accounts, sessions, links, audit] account, transaction in
            guard account.disabledAt == nil else { return false }
            try keepAnAdministrator(besides: account, in: transaction)
            account.disabledAt = now
            try accounts.update(account, in: transaction)
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
        return try await change(id) { [accounts, audit] account, transaction in
            guard account.disabledAt != nil else { return false }
            account.disabledAt = nil
            try accounts.update(account, in: transaction)
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
        return try await change(id) { [accounts, audit] account, transaction in
            guard account.role != role else { return false }
            try keepAnAdministrator(besides: account, in: transaction)
            let facts: Facts = [.from: account.role.rawValue, .to: role.rawValue]
            account.role = role
            try accounts.update(account, in: transaction)
            try audit.record(
                .account(.accountRoleChanged, id, by: actor, facts, at: now), in: transaction)
            return true
        }
    }

    /// Changes a row that nobody else can change meanwhile; `body` writes it as its next version.
    private func change(
        _ id: Account.ID,
        _ body: @escaping @Sendable (inout AccountRow, any SQLTransaction) throws -> Bool
    ) async throws -> Bool {
        try await writing { [accounts] transaction in
            guard var account = try accounts.find(id, locking: true, in: transaction) else {
                throw AccountError.unknownAccount
            }
            account.version += 1
            return try body(&account, transaction)
        }
    }

    func reading<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        try await watch.reading(database, audit, time, body)
    }

    func writing<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        try await watch.writing(database, audit, time, body)
    }

    /// Without an administrator nobody could let anybody in again.
    private func keepAnAdministrator(
        besides account: AccountRow, in transaction: any SQLTransaction
    ) throws {
        guard account.isActiveAdministrator else { return }
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
