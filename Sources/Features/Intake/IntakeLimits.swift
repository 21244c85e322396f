// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Every bound of a report, with its reason.
package struct IntakeLimits: Sendable, Equatable {
    // LIMIT: 50 addresses. A list copied from a forum fits; a dump belongs to the partner channel.
    package var addressesMax = 50
    // LIMIT: 2,000 bytes. The longest address that browsers of all makes agree to open.
    package var addressBytesMax = 2_000
    // LIMIT: 20,000 bytes. Some six printed pages; more is not read by anyone in one sitting.
    package var narrativeBytesMax = 20_000
    // LIMIT: 500 bytes. A name, an e-mail address and a phone number, with room to spare.
    package var contactBytesMax = 500
    // LIMIT: 16 bytes at least. Fewer could be guessed, and with the key another one's receipt.
    package var submissionKeyBytesMin = 16
    // LIMIT: 200 bytes. A provider's own reference fits.
    package var submissionKeyBytesMax = 200
    // LIMIT: 64 numbers tried. With ten million receipts given out, one in ten is taken; 64 taken
    // in a row does not happen before the eight digits are used up.
    package var receiptNumberAttemptsMax = 64
    // LIMIT: 10 wrong secrets for one number at once.
    package var wrongSecretsBurstCount = 10
    // LIMIT: after that, one every two seconds for that number. At that pace, guessing one
    // receipt's twelve digits takes thirty thousand years.
    package var wrongSecretsPerSecond = 0.5
    // LIMIT: 10,000 numbers remembered at which somebody guessed, about 1 MB.
    package var guessedNumbersMax = 10_000
    // LIMIT: 4 wrong guesses being compared at once, of everybody together: each takes a tenth of a
    // second of a processor. A right receipt is none.
    package var wrongGuessesAtOnceMax = 4

    package init() {}
}
