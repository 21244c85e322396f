// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why something about an account, a sign-in or a provider was refused.
package enum AccountError: CodedError, Equatable {
    /// Empty, too long, or with characters that cannot be typed on every keyboard.
    case nameInvalid
    /// Another account has this name, however it is capitalised.
    case nameTaken
    case emailInvalid
    /// Wrong name, wrong password, no password yet, or a disabled account: never said which.
    case signInRefused
    case tooManyAttempts(retryAfterSeconds: Int)
    /// Never made, used before, or expired: never said which.
    case linkInvalid
    case password(PasswordPolicy.Refusal)
    case unknownAccount
    /// The last administrator who is not disabled cannot be disabled or given another role.
    case lastAdministrator
    case providerNameInvalid
    /// Another provider has this name; two alike could not be told apart on receipts.
    case providerNameTaken
    case unknownProvider

    package var code: String {
        switch self {
        case .nameInvalid: "accounts.name-invalid"
        case .nameTaken: "accounts.name-taken"
        case .emailInvalid: "accounts.email-invalid"
        case .signInRefused: "accounts.sign-in-refused"
        case .tooManyAttempts: "accounts.too-many-attempts"
        case .linkInvalid: "accounts.link-invalid"
        case .password(let refusal): refusal.code
        case .unknownAccount: "accounts.unknown-account"
        case .lastAdministrator: "accounts.last-administrator"
        case .providerNameInvalid: "accounts.provider-name-invalid"
        case .providerNameTaken: "accounts.provider-name-taken"
        case .unknownProvider: "accounts.unknown-provider"
        }
    }
}
