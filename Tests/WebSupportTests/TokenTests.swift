// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Testing
import WebSupport

@Suite struct TokenTests {
    private let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))

    private func sealed(purpose: String = "form", key: UInt8 = 1) -> SealedState<[String]> {
        SealedState(
            key: Array(repeating: key, count: 32), purpose: purpose, lifetime: .hours(1), time: time
        )
    }

    @Test func `sealed state comes back whole and keeps its age`() throws {
        let text = try sealed().seal(["rain", "neige"])
        time.advance(by: .minutes(50))
        let (state, begun) = try sealed().open(text)
        #expect(state == ["rain", "neige"])
        let again = try sealed().seal(state, begun: begun)
        time.advance(by: .minutes(11))
        #expect(throws: WebError.expired) { try sealed().open(again) }
    }

    @Test func `another purpose, key or a changed letter is a forgery`() throws {
        let text = try sealed().seal(["rain"])
        #expect(throws: WebError.forged) { try sealed(purpose: "other").open(text) }
        #expect(throws: WebError.forged) { try sealed(key: 2).open(text) }
        let last = text.last == "A" ? "B" : "A"
        #expect(throws: WebError.forged) { try sealed().open(last + text.dropFirst()) }
    }

    @Test(arguments: 0..<20)
    func `base64url gives back any bytes`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 250) }
        let text = Base64URL.encode(bytes)
        #expect(Base64URL.decode(text).map(Array.init) == bytes)
        #expect(!text.contains { "+/=".contains($0) })
    }
}
