// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Counts wrong guesses at receipts by the number that was guessed at: a bucket of tokens for each.
///
/// Nothing is kept about visitors, so nothing tells them apart; the numbers do. Whoever guesses at
/// one makes only that one wait, and nobody who has a right receipt waits at all.
struct GuessGate: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: Timestamp
    }

    private let limits: IntakeLimits
    private var buckets: [String: Bucket] = [:]
    private var underWay = 0

    init(_ limits: IntakeLimits) { self.limits = limits }

    /// Takes one guess; returns the seconds to wait when there is none left.
    ///
    /// Otherwise `end` follows.
    mutating func begin(_ number: String, at now: Timestamp) -> Int? {
        guard underWay < limits.wrongGuessesAtOnceMax else { return 1 }
        let capacity = Double(limits.wrongSecretsBurstCount)
        var bucket = buckets[number] ?? Bucket(tokens: capacity, filledAt: now)
        if now > bucket.filledAt {
            let gained = (now - bucket.filledAt).inSeconds * limits.wrongSecretsPerSecond
            bucket.tokens = min(capacity, bucket.tokens + gained)
            bucket.filledAt = now
        }
        guard bucket.tokens >= 1 else {
            return max(1, Int(((1 - bucket.tokens) / limits.wrongSecretsPerSecond).rounded(.up)))
        }
        bucket.tokens -= 1
        makeRoom(for: number)
        buckets[number] = bucket
        underWay += 1
        return nil
    }

    mutating func end() { underWay -= 1 }

    /// The fullest buckets say least: a tenth goes at once, so that the search is seldom made.
    private mutating func makeRoom(for number: String) {
        guard buckets[number] == nil, buckets.count >= limits.guessedNumbersMax else { return }
        let expendable = buckets.sorted { $0.value.tokens > $1.value.tokens }
        for (number, _) in expendable.prefix(max(1, limits.guessedNumbersMax / 10)) {
            buckets[number] = nil
        }
    }
}
