// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Matching
import NightlightCore

/// One question at a time, as most tests ask.
extension Matcher {
    nonisolated func matches(
        for fingerprints: [Fingerprint], quality: Int?
    ) async throws -> [Match] {
        try await verdict(for: fingerprints, quality: quality).matches
    }

    nonisolated func verdict(
        for fingerprints: [Fingerprint], quality: Int?
    ) async throws -> MatchVerdict {
        try await verdicts(for: [MatchQuestion(fingerprints, quality: quality)])[0]
    }
}
