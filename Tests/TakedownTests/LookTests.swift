// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Outbound
import Testing

@testable import Takedown

@Suite struct LookTests {
    private static let known: [UInt8] = Array(repeating: 1, count: 32)
    private static let other: [UInt8] = Array(repeating: 2, count: 32)

    @Test(
        arguments: [
            (404, Finding.gone), (410, .gone), (451, .gone), (403, .unreachable),
            (401, .unreachable), (429, .unreachable), (500, .unreachable), (503, .unreachable),
            (301, .unreachable),
        ])
    func `only what says gone is gone`(status: Int, finding: Finding) {
        #expect(Look(status: status).finding == finding)
    }

    @Test(
        arguments: [
            (FetchFailure.nameNotFound, Finding.gone), (.refusedAddress, .gone),
            (.timedOut, .unreachable), (.connectionRefused, .unreachable), (.tls, .unreachable),
            (.nameServerFailed, .unreachable), (.tooLarge, .unreachable),
        ])
    func `no answer is neither, unless the host is gone`(failure: FetchFailure, finding: Finding) {
        #expect(Look(failure).finding == finding)
    }

    @Test func `the same file is there, another is not, a listed one is`() {
        let expected: Set = [Self.known]
        #expect(Look(file: Self.known, expected: expected, isListed: false).finding == .present)
        #expect(Look(file: Self.other, expected: expected, isListed: false).finding == .gone)
        #expect(Look(file: Self.other, expected: expected, isListed: true).finding == .present)
        #expect(Look(file: Self.other, expected: [], isListed: false).finding == .present)
    }

    @Test(
        arguments: [
            (true, false, false, Finding.present), (false, true, false, .present),
            (false, false, true, .present), (false, false, false, .gone),
        ])
    func `a page is clean when it shows none of it and names none that is there`(
        shows: Bool, listed: Bool, names: Bool, finding: Finding
    ) {
        let look = Look(
            page: shows ? [Self.known, Self.other] : [Self.other], expected: [Self.known],
            isAnyListed: listed, namesOpen: names, isUnreadable: false)
        #expect(look.finding == finding)
    }

    @Test func `a page that cannot be read proves nothing`() {
        let look = Look(
            page: [], expected: [Self.known], isAnyListed: false, namesOpen: false,
            isUnreadable: true)
        #expect(look.finding == .unreachable)
    }
}
