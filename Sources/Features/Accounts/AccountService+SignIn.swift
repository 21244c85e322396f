// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
import NightlightCore
import PasswordHashing
import Storage

/// Signing in and out.
///
/// Nothing here tells whether a name exists: not the answer, not the time it takes, and not what is
/// written, because a refusal records one event whether or not the name exists.
extension AccountService {
    /// Signs a person in with a new session; the browser's former one, if any, ends.
    ///
    /// - Parameter device: the device, if this person is known to have signed in on it before.
    package func signIn(
        name: String, password: String, device: String? = nil,
        replacing formerToken: String? = nil
    ) async throws -> Session {
        let confirmed = try await confirm(SignInLane(name: name, device: device), password)
        let stronger =
            try hasher.needsRehash(confirmed.hash) ? await hasher.hash(confirmed.typed) : nil
        let id = confirmed.account
        let session = try await begin(for: id, replacing: formerToken, kind: .accountSignedIn) {
            [accounts, links] account, transaction in
            try confirmed.stillHolds(account)
            guard let stronger else { return }
            // The same password in another form: no new version, but links are bound to the form.
            account.passwordHash = stronger
            try accounts.update(account, in: transaction)
            try links.deleteAll(of: id, in: transaction)
        }
        signInGuard.succeeded(confirmed.lane)
        return session
    }

    /// Sets a password with a one-time link and signs in; every other session of the account ends.
    package func redeem(link: String, newPassword: String) async throws -> Session {
        guard let token = SecretToken(link) else { throw AccountError.linkInvalid }
        let now = time.now()
        let owner = try await reading { [links] transaction in
            try links.account(of: token.hash, at: now, in: transaction)
        }
        guard let owner, owner.disabledAt == nil else { throw AccountError.linkInvalid }
        let hash = try await hashOfNew(newPassword, for: owner.account)
        return try await begin(for: owner.id, replacing: nil, kind: .accountPasswordSet) {
            [links] account, transaction in
            let found = try links.account(
                of: token.hash, at: now, locking: true, in: transaction)
            guard found?.id == account.id else { throw AccountError.linkInvalid }
            try setPassword(hash, of: &account, in: transaction)
        }
    }

    /// Sets a password, and ends every session and link there was.
    private func setPassword(
        _ hash: String, of account: inout AccountRow, in transaction: any SQLTransaction
    ) throws {
        account.passwordHash = hash
        account.version += 1
        try accounts.update(account, in: transaction)
        _ = try sessions.deleteAll(of: account.id, in: transaction)
        try links.deleteAll(of: account.id, in: transaction)
    }

    /// Changes a password for somebody who knows the present one; every other session ends.
    package func changePassword(
        of session: Session, current: String, new: String
    ) async throws -> Session {
        let account = session.account
        // Before anything else: a new password that is refused must not cost the session.
        if let refusal = PasswordPolicy.refusal(of: new, name: account.name) {
            throw AccountError.password(refusal)
        }
        // Whoever is signed in is no stranger: what those try does not count here.
        let lane = SignInLane(name: account.name, device: session.token)
        let confirmed = try await confirm(lane, current)
        let hash = try await hasher.hash(PasswordPolicy.normalise(new))
        let changed = try await begin(
            for: account.id, replacing: session.token, kind: .accountPasswordChanged
        ) { account, transaction in
            try confirmed.stillHolds(account)
            try setPassword(hash, of: &account, in: transaction)
        }
        signInGuard.succeeded(confirmed.lane)
        return changed
    }

    /// The session of a cookie, or `nil` when it ended or never was.
    ///
    /// - Parameter countsAsUse: whether a person asked. What a page asks for by itself keeps no
    ///   session alive when nobody sits there any more.
    package func session(token text: String, countsAsUse: Bool = true) async throws -> Session? {
        guard let token = SecretToken(text) else { return nil }
        let now = time.now()
        let found = try await reading { [sessions, accounts] transaction in
            try sessions.find(token.hash, in: transaction).flatMap { row in
                try accounts.find(row.accountID, in: transaction).map { (row, $0.account) }
            }
        }
        guard let (row, account) = found, account.disabledAt == nil, now < row.expiresAt,
            now - row.seenAt < AccountLimits.sessionIdle,
            row.seenAt - now < AccountLimits.clockSlack
        else { return nil }
        if countsAsUse, now - row.seenAt >= AccountLimits.sessionNoteInterval {
            try await database.write { [sessions] in
                try sessions.noteUse(of: row, at: now, in: $0)
            }
        }
        return Session(
            token: text, account: account, createdAt: row.createdAt, expiresAt: row.expiresAt,
            csrfSecret: row.csrfSecret)
    }

    /// - Returns: `false` when there is no such session any more.
    @discardableResult
    package func signOut(token text: String) async throws -> Bool {
        guard let token = SecretToken(text) else { return false }
        let now = time.now()
        return try await writing { [sessions, audit] transaction in
            guard let id = try sessions.find(token.hash, in: transaction)?.accountID,
                try sessions.delete(token.hash, in: transaction)
            else { return false }
            try audit.record(
                .account(.accountSignedOut, id, by: .account(id), at: now),
                in: transaction)
            return true
        }
    }

    /// Ends every session of an account, on every device.
    package func signOutEverywhere(_ id: Account.ID, by actor: AuditActor) async throws {
        let now = time.now()
        try await database.write { [sessions, audit] transaction in
            let ended = try sessions.deleteAll(of: id, in: transaction)
            try audit.record(
                .account(
                    .accountSignedOutEverywhere, id, by: actor, [.sessions: String(ended)],
                    at: now),
                in: transaction)
        }
    }

    /// A name and a password that belonged together when they were compared.
    private struct Confirmed: Sendable {
        let lane: SignInLane
        let hash: String
        let account: Account.ID
        let typed: String

        /// The password may have been changed while this one was compared.
        func stillHolds(_ account: AccountRow) throws {
            guard account.passwordHash == hash else { throw AccountError.signInRefused }
        }
    }

    /// Compares a password with that of an account, at the same cost whether there is one or not.
    private func confirm(_ lane: SignInLane, _ password: String) async throws -> Confirmed {
        try await signInGuard.attempt(lane, at: time.now()) {
            try await compare(lane, password)
        }
    }

    private func compare(_ lane: SignInLane, _ password: String) async throws -> Confirmed {
        let found = try await reading { [accounts] in
            try accounts.find(nameKey: lane.name, in: $0)
        }
        // The decoy costs the same; so does a password that no account could have.
        let hash = found?.passwordHash ?? hasher.decoy
        let typed = PasswordPolicy.normalise(password)
        let fits = typed.utf8.count <= PasswordHasher.secretBytesMax
        let isRight = try await hasher.verify(fits ? typed : "", against: hash) && fits
        guard isRight, let found, found.passwordHash != nil, found.disabledAt == nil else {
            try await recordRefusal(of: found?.id)
            throw AccountError.signInRefused
        }
        return Confirmed(lane: lane, hash: hash, account: found.id, typed: typed)
    }

    /// Writes a new session after `change`, in one transaction with the audit event.
    private func begin(
        for id: Account.ID, replacing formerToken: String?, kind: AuditKind,
        change: @escaping @Sendable (inout AccountRow, any SQLTransaction) throws -> Void
    ) async throws -> Session {
        let now = time.now()
        let token = SecretToken.make()
        let csrfSecret = SecretToken.randomBytes()
        let former = formerToken.flatMap(SecretToken.init)
        return try await writing { [accounts, sessions, audit] transaction in
            guard var account = try accounts.find(id, locking: true, in: transaction) else {
                throw AccountError.signInRefused
            }
            try sessions.deleteExpired(at: now, in: transaction)
            if let former { _ = try sessions.delete(former.hash, in: transaction) }
            try change(&account, transaction)
            guard account.disabledAt == nil else { throw AccountError.signInRefused }
            let row = SessionStore.Row(
                tokenHash: token.hash, accountID: id, csrfSecret: csrfSecret, createdAt: now,
                seenAt: now, expiresAt: now + AccountLimits.sessionLife)
            try sessions.insert(row, in: transaction)
            try audit.record(.account(kind, id, by: .account(id), at: now), in: transaction)
            return Session(
                token: token.text, account: account.account, createdAt: now,
                expiresAt: row.expiresAt, csrfSecret: csrfSecret)
        }
    }

    private func recordRefusal(of id: Account.ID?) async throws {
        let now = time.now()
        try await database.write { [audit] transaction in
            _ = try audit.record(
                .account(.accountSignInRefused, id, by: .system, at: now), in: transaction)
        }
    }

    private func hashOfNew(_ password: String, for account: Account) async throws -> String {
        if let refusal = PasswordPolicy.refusal(of: password, name: account.name) {
            throw AccountError.password(refusal)
        }
        return try await hasher.hash(PasswordPolicy.normalise(password))
    }
}
