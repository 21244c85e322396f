// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import NightlightCore
import Outbound
import Scanning
import TestSupport
import Testing

@testable import Takedown

@Suite struct RecheckFindingTests {
    private static let known = FileDigests(md5: 1, sha1: 1, sha256: 1).sha256
    private static let other = FileDigests(md5: 2, sha1: 2, sha256: 2).sha256

    @Test(
        arguments: [
            (404, Finding.gone), (410, .gone), (451, .gone), (403, .unreachable),
            (401, .unreachable), (429, .unreachable), (500, .unreachable), (503, .unreachable),
            (301, .unreachable),
        ])
    func `only what says gone is gone`(status: Int, finding: Finding) {
        #expect(RecheckFinding(status: status).presence == finding)
    }

    @Test(
        arguments: [
            (FetchFailure.nameNotFound, Finding.gone), (.refusedAddress, .gone),
            (.timedOut, .unreachable), (.connectionRefused, .unreachable), (.tls, .unreachable),
            (.nameServerFailed, .unreachable), (.tooLarge, .unreachable),
        ])
    func `no answer is neither, unless the host is gone`(failure: FetchFailure, finding: Finding) {
        #expect(RecheckFinding(failure).presence == finding)
    }

    @Test func `the same file is there, another is not, a listed one is`() {
        let expected: Set = [Self.known]
        func presence(_ file: Fingerprint, _ expected: Set<Fingerprint>, isListed: Bool) -> Finding
        {
            RecheckFinding(file: file, expected: expected, isListed: isListed).presence
        }
        #expect(presence(Self.known, expected, isListed: false) == .present)
        #expect(presence(Self.other, expected, isListed: false) == .gone)
        #expect(presence(Self.other, expected, isListed: true) == .present)
        #expect(presence(Self.other, [], isListed: false) == .present)
    }

    @Test(
        arguments: [
            (true, false, false, Finding.present), (false, true, false, .present),
            (false, false, true, .present), (false, false, false, .gone),
        ])
    func `a page is clean when it shows none of it and names none that is there`(
        shows: Bool, listed: Bool, names: Bool, finding: Finding
    ) {
        let found = RecheckFinding(
            page: shows ? [Self.known, Self.other] : [Self.other], expected: [Self.known],
            isAnyListed: listed, namesOpen: names, isUnreadable: false, unread: [])
        #expect(found.presence == finding)
    }

    @Test func `a page that cannot be read proves nothing`() {
        let found = RecheckFinding(
            page: [], expected: [Self.known], isAnyListed: false, namesOpen: false,
            isUnreadable: true, unread: [])
        #expect(found.presence == .unreachable)
    }

    @Test(
        arguments: [
            (UnreadFrame.status(403), Finding.unreachable), (.status(503), .unreachable),
            (.failed(.timedOut), .unreachable), (.unreadable, .unreachable),
            (.beyondBounds, .unreachable), (.status(404), .gone), (.failed(.nameNotFound), .gone),
        ])
    func `a page with a frame that nobody saw is not clean, unless the frame is gone`(
        frame: UnreadFrame, finding: Finding
    ) {
        func found(shown: Fingerprint) -> RecheckFinding {
            RecheckFinding(
                page: [shown], expected: [Self.known], isAnyListed: false, namesOpen: false,
                isUnreadable: false, unread: [.status(410), frame])
        }
        #expect(found(shown: Self.other).presence == finding)
        #expect(found(shown: Self.known).presence == .present)
    }
}
