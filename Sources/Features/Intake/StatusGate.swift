// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Counts the looks at receipts of everybody together: a bucket of tokens that refills.
///
/// Nothing is kept about visitors, so nothing tells them apart; the bound is for all. A flood makes
/// receipts unreadable for as long as it lasts, and guesses no secret.
struct StatusGate: Sendable {
    private let capacity: Double
    private let tokensPerSecond: Double
    private var tokens: Double
    private var filledAt: Timestamp?

    init(capacity: Int, perSecond: Double) {
        self.capacity = Double(capacity)
        tokensPerSecond = perSecond
        tokens = Double(capacity)
    }

    /// Takes one look; returns the seconds to wait when there is none left.
    mutating func take(at now: Timestamp) -> Int? {
        if let filledAt, now > filledAt {
            tokens = min(capacity, tokens + (now - filledAt).inSeconds * tokensPerSecond)
        }
        filledAt = max(now, filledAt ?? now)
        guard tokens >= 1 else {
            return max(1, Int(((1 - tokens) / tokensPerSecond).rounded(.up)))
        }
        tokens -= 1
        return nil
    }
}
