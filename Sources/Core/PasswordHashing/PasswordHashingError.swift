// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why a password could not be hashed or compared; a wrong password is an answer, not an error.
package enum PasswordHashingError: CodedError, Equatable {
    /// The memory that argon2id needs is not there now. Trying later may help.
    case memory
    /// More are waiting for their turn than the bound allows. Trying later may help.
    case busy
    /// The stored hash is not an argon2id hash: the column holds something else.
    case malformedHash
    /// The secret is longer than `PasswordHasher.secretBytesMax`.
    case tooLong
    /// The salt is not 16 bytes, or the wanted key is shorter than 16 or longer than 64 bytes.
    case parameters
    /// libsodium could not be initialised: there is no source of randomness.
    case unavailable

    package var code: String {
        switch self {
        case .memory: "password-hashing.memory"
        case .busy: "password-hashing.busy"
        case .malformedHash: "password-hashing.malformed-hash"
        case .tooLong: "password-hashing.too-long"
        case .parameters: "password-hashing.parameters"
        case .unavailable: "password-hashing.unavailable"
        }
    }
}
