// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Testing

@testable import Takedown

private let start = Timestamp(secondsSinceEpoch: 1_700_000_000)
private let policy = TakedownPolicy()

/// A progress in each state, as it comes to be there.
private func progress(in state: TakedownState) -> TakedownProgress {
    switch state {
    case .queued: TakedownProgress(state: state, dueNotice: .first)
    case .noticed, .escalated:
        TakedownProgress(
            state: state, isEscalated: state == .escalated, firstNoticeAt: start,
            lastNoticeAt: start)
    case .gone:
        TakedownProgress(
            state: state, firstNoticeAt: start, lastNoticeAt: start, firstGoneAt: start,
            lastGoneAt: start, goneCount: 2)
    case .traced, .awaitingConfirmation, .held, .failed, .withdrawn: TakedownProgress(state: state)
    }
}

@Suite struct TakedownProgressTests {
    /// What each event makes of each state; where a state is not named, it throws and changes
    /// nothing.
    static let table: [(String, TakedownEvent, [TakedownState: TakedownState])] = [
        (
            "contact found", .contactFound(.automatic), [.traced: .queued, .failed: .queued]
        ),
        (
            "contact found, a person confirms", .contactFound(.personConfirms),
            [.traced: .awaitingConfirmation, .failed: .awaitingConfirmation]
        ),
        (
            "contact missing", .contactMissing,
            [.traced: .failed, .queued: .failed, .awaitingConfirmation: .failed]
        ),
        ("confirmed", .confirmed, [.awaitingConfirmation: .queued]),
        (
            "held", .held,
            [
                .traced: .held, .awaitingConfirmation: .held, .queued: .held, .noticed: .held,
                .escalated: .held, .failed: .held,
            ]
        ),
        ("released", .released(.automatic), [.held: .queued]),
        ("released, a person confirms", .released(.personConfirms), [.held: .awaitingConfirmation]),
        (
            "host changed", .hostChanged,
            [.queued: .traced, .noticed: .traced, .escalated: .traced, .failed: .traced]
        ),
        ("host vanished", .hostVanished, [.queued: .queued]),
        ("composed", .noticeComposed, [.queued: .queued]),
        (
            "rechecked", .rechecked(.present, upstreamKnown: true),
            [
                .traced: .traced, .awaitingConfirmation: .awaitingConfirmation, .held: .held,
                .queued: .queued, .noticed: .noticed, .escalated: .escalated, .failed: .failed,
            ]
        ),
        (
            "withdrawn", .withdrawn,
            [
                .traced: .withdrawn, .awaitingConfirmation: .withdrawn, .held: .withdrawn,
                .queued: .withdrawn, .noticed: .withdrawn, .escalated: .withdrawn,
                .failed: .withdrawn,
            ]
        ),
        ("reappeared", .reappeared, [.gone: .traced, .withdrawn: .traced]),
        (
            "rechecked in vain", .rechecked(.gone, upstreamKnown: true),
            [
                .traced: .traced, .awaitingConfirmation: .awaitingConfirmation, .held: .held,
                .queued: .queued, .noticed: .noticed, .escalated: .escalated, .failed: .failed,
                .gone: .gone,
            ]
        ),
        (
            "sent", .noticeSent(.first),
            [
                .traced: .traced, .awaitingConfirmation: .awaitingConfirmation, .held: .held,
                .queued: .noticed, .noticed: .noticed, .escalated: .escalated, .failed: .noticed,
                .gone: .gone, .withdrawn: .withdrawn,
            ]
        ),
        (
            "cancelled", .noticeCancelled(.first),
            [
                .traced: .traced, .awaitingConfirmation: .awaitingConfirmation, .held: .held,
                .queued: .queued, .noticed: .noticed, .escalated: .escalated, .failed: .failed,
                .gone: .gone, .withdrawn: .withdrawn,
            ]
        ),
        (
            "refused", .noticeRefused,
            [
                .traced: .traced, .awaitingConfirmation: .awaitingConfirmation, .held: .held,
                .queued: .failed, .noticed: .failed, .escalated: .failed, .failed: .failed,
                .gone: .gone, .withdrawn: .withdrawn,
            ]
        ),
    ]

    @Test(arguments: TakedownState.allCases, 0..<TakedownProgressTests.table.count)
    func `an event leads where the table says, or throws and changes nothing`(
        state: TakedownState, row: Int
    ) {
        let (name, event, expected) = Self.table[row]
        var progress = progress(in: state)
        let before = progress
        #expect(progress.state == state)
        do throws(TakedownTransitionError) {
            _ = try progress.apply(event, policy: policy, at: start)
            #expect(progress.state == expected[state], "\(name) in \(state)")
            #expect(state.allows(event.name))
            let targets = TakedownState.table.targets(of: event.name, in: state)
            #expect(targets.contains(progress.state), "\(name) in \(state) is in the table")
        } catch {
            #expect(expected[state] == nil, "\(name) in \(state)")
            #expect(error == .notPossible(from: state))
            #expect(error.code == "takedown.transition-not-possible")
            #expect(progress == before)
        }
    }

    @Test func `every event is in the table above`() {
        #expect(Set(Self.table.map(\.1.name)) == Set(TakedownEvent.Name.allCases))
    }

    @Test(arguments: TakedownState.allCases, NoticeKind.allCases)
    func `a notice is due only where one can be sent`(state: TakedownState, kind: NoticeKind) {
        let progress = TakedownProgress(state: state, dueNotice: kind)
        #expect(progress.state == state)
        switch state {
        case .queued, .noticed, .escalated: #expect(progress.dueNotice == kind)
        case .traced, .awaitingConfirmation, .held, .gone, .failed, .withdrawn:
            #expect(progress.dueNotice == nil)
        }
    }

    @Test
    func `an address goes from trace to gone, and the time is taken to the first of two looks`()
        throws
    {
        var progress = TakedownProgress()
        #expect(
            try progress.apply(.contactFound(.automatic), policy: policy, at: start) == [.compose])
        #expect(try progress.apply(.noticeComposed, policy: policy, at: start).isEmpty)
        #expect(
            try progress.apply(.noticeSent(.first), policy: policy, at: start)
                == [.recheck(at: start + .hours(1))])
        #expect(progress.state == .noticed)
        let first = start + .hours(1)
        #expect(
            try progress.apply(
                .rechecked(.gone, upstreamKnown: true), policy: policy, at: first)
                == [.recheck(at: first + .hours(6))])
        #expect(progress.state == .noticed)
        #expect(progress.timeToRemoval == nil)
        #expect(
            try progress.apply(
                .rechecked(.gone, upstreamKnown: true), policy: policy, at: first + .hours(6))
                == [.finish, .recheck(at: first + .hours(6) + .days(7))])
        #expect(progress.state == .gone)
        #expect(progress.timeToRemoval == .hours(1))
    }

    @Test func `two looks at gone too close together count once`() throws {
        var progress = progress(in: .noticed)
        let first = start + .hours(1)
        _ = try progress.apply(.rechecked(.gone, upstreamKnown: true), policy: policy, at: first)
        let actions = try progress.apply(
            .rechecked(.gone, upstreamKnown: true), policy: policy, at: first + .minutes(5))
        #expect(actions == [.recheck(at: first + .hours(6))])
        #expect(progress.state == .noticed)
    }

    @Test func `being there again in between starts the count anew`() throws {
        var progress = progress(in: .noticed)
        var now = start + .hours(1)
        for finding in [Finding.gone, .present, .gone] {
            _ = try progress.apply(
                .rechecked(finding, upstreamKnown: true), policy: policy, at: now)
            now = now + .hours(6)
        }
        #expect(progress.state == .noticed)
        #expect(progress.goneCount == 1)
    }

    @Test func `a host that does nothing is reminded daily, and its network asked on day five`()
        throws
    {
        var progress = progress(in: .noticed)
        var now = start + .hours(1)
        var log: [String] = []
        for _ in 0..<8 {
            let actions = try progress.apply(
                .rechecked(.present, upstreamKnown: true), policy: policy, at: now)
            if let kind = progress.dueNotice {
                log.append("\(kind.rawValue) after \(Int((now - start).inSeconds) / 3_600) h")
                _ = try progress.apply(.noticeComposed, policy: policy, at: now)
                _ = try progress.apply(.noticeSent(kind), policy: policy, at: now)
            }
            guard case .recheck(let next)? = actions.last else { break }
            now = next
        }
        #expect(
            log == [
                "repeat after 24 h", "repeat after 48 h", "repeat after 72 h",
                "repeat after 96 h", "escalation after 120 h", "repeat after 144 h",
                "repeat after 168 h",
            ])
        #expect(progress.state == .escalated)
    }

    @Test func `when the network above is unknown a person is told, once`() throws {
        var progress = progress(in: .noticed)
        var told = 0
        for day in 1...8 {
            let now = start + .days(day)
            let actions = try progress.apply(
                .rechecked(.present, upstreamKnown: false), policy: policy, at: now)
            told += actions.filter { $0 == .tellPerson }.count
            _ = try progress.apply(.noticeComposed, policy: policy, at: now)
            _ = try progress.apply(.noticeSent(.repeat), policy: policy, at: now)
        }
        #expect(told == 1)
        #expect(progress.state == .noticed)
    }

    @Test func `silence counts as gone only after seven days of it`() throws {
        var progress = progress(in: .noticed)
        var states: [TakedownState] = []
        for day in 1...9 {
            guard progress.state.isOpen else { break }
            _ = try progress.apply(
                .rechecked(.unreachable, upstreamKnown: true), policy: policy,
                at: start + .days(day))
            states.append(progress.state)
        }
        #expect(states == Array(repeating: .noticed, count: 8) + [.gone])
        // It was last heard of before the silence began.
        #expect(progress.firstGoneAt == start + .days(1))
    }

    @Test func `one answer breaks the silence`() throws {
        var progress = progress(in: .noticed)
        for (day, finding) in [(1, Finding.unreachable), (6, .present), (8, .unreachable)] {
            _ = try progress.apply(
                .rechecked(finding, upstreamKnown: true), policy: policy, at: start + .days(day))
        }
        #expect(progress.unreachableSince == start + .days(8))
        #expect(progress.goneCount == 0)
    }

    @Test func `police hold stops notices, and release goes on where it was`() throws {
        var progress = progress(in: .noticed)
        _ = try progress.apply(.held, policy: policy, at: start)
        let actions = try progress.apply(
            .rechecked(.present, upstreamKnown: true), policy: policy, at: start + .days(6))
        #expect(actions == [.recheck(at: start + .days(7))])
        #expect(progress.dueNotice == nil)
        _ = try progress.apply(.released(.automatic), policy: policy, at: start + .days(7))
        #expect(progress.state == .noticed)
    }

    @Test func `a hold before the first notice goes back to the decision`() throws {
        var progress = progress(in: .queued)
        _ = try progress.apply(.held, policy: policy, at: start)
        #expect(progress.dueNotice == nil)
        _ = try progress.apply(.released(.personConfirms), policy: policy, at: start)
        #expect(progress.state == .awaitingConfirmation)
    }

    @Test func `a notice that was under way when police asked to wait is on record`() throws {
        var progress = progress(in: .held)
        let actions = try progress.apply(.noticeSent(.first), policy: policy, at: start)
        #expect(actions.isEmpty)
        #expect(progress.state == .held)
        #expect(progress.firstNoticeAt == start)
    }

    @Test func `another host starts its own time`() throws {
        var progress = progress(in: .escalated)
        #expect(try progress.apply(.hostChanged, policy: policy, at: start) == [.trace])
        #expect(progress == TakedownProgress())
    }

    @Test func `a first notice that was due stays due while the host seems gone`() throws {
        var progress = progress(in: .queued)
        #expect(
            try progress.apply(.hostVanished, policy: policy, at: start) == [.recheck(at: start)])
        _ = try progress.apply(.rechecked(.gone, upstreamKnown: true), policy: policy, at: start)
        let actions = try progress.apply(
            .rechecked(.present, upstreamKnown: true), policy: policy, at: start + .hours(6))
        #expect(actions.first == .compose)
        #expect(progress.dueNotice == .first)
    }

    @Test func `what is gone is looked at after a week and after a month, and no more`() throws {
        var progress = progress(in: .gone)
        var days: [Int] = []
        var now = start
        while days.count < 5 {
            let actions = try progress.apply(
                .rechecked(.gone, upstreamKnown: true), policy: policy, at: now)
            guard case .recheck(let next)? = actions.first else { break }
            days.append(Int((next - start).inSeconds) / 86_400)
            now = next
        }
        #expect(days == [7, 30])
        #expect(progress.state == .gone)
    }

    @Test func `what is back begins anew`() throws {
        var progress = progress(in: .gone)
        #expect(try progress.apply(.reappeared, policy: policy, at: start) == [.trace])
        #expect(progress == TakedownProgress())
    }
}
