// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Testing

@testable import Takedown

private let start = Timestamp(secondsSinceEpoch: 1_700_000_000)
private let policy = TakedownPolicy()

/// A progress in each state, as it comes to be there.
private func progress(in state: TakedownState) -> TakedownProgress {
    var progress = TakedownProgress(state: state)
    switch state {
    case .queued: progress.dueNotice = .first
    case .noticed, .escalated, .gone:
        progress.firstNoticeAt = start
        progress.lastNoticeAt = start
        progress.isEscalated = state == .escalated
    case .traced, .awaitingConfirmation, .held, .failed, .withdrawn: break
    }
    return progress
}

@Suite struct TakedownProgressTests {
    /// Which events each state takes; all others throw and change nothing.
    static let table: [(String, TakedownEvent, Set<TakedownState>)] = [
        ("contact found", .contactFound(.automatic), [.traced, .failed]),
        ("contact missing", .contactMissing, [.traced, .queued, .awaitingConfirmation]),
        ("confirmed", .confirmed, [.awaitingConfirmation]),
        (
            "held", .held,
            [.traced, .awaitingConfirmation, .queued, .noticed, .escalated, .failed]
        ),
        ("released", .released(.automatic), [.held]),
        ("host changed", .hostChanged, [.queued, .noticed, .escalated, .failed]),
        ("host vanished", .hostVanished, [.queued]),
        ("composed", .noticeComposed, [.queued]),
        (
            "looked", .looked(.present, upstreamKnown: true),
            [
                .traced, .awaitingConfirmation, .held, .queued, .noticed, .escalated, .failed,
            ]
        ),
        (
            "withdrawn", .withdrawn,
            [
                .traced, .awaitingConfirmation, .held, .queued, .noticed, .escalated, .failed,
            ]
        ),
        ("reappeared", .reappeared, [.gone, .withdrawn]),
        (
            "looked in vain", .looked(.gone, upstreamKnown: true),
            Set(TakedownState.allCases).subtracting([.withdrawn])
        ),
        ("sent", .noticeSent(.first), Set(TakedownState.allCases)),
        ("cancelled", .noticeCancelled(.first), Set(TakedownState.allCases)),
        ("refused", .noticeRefused, Set(TakedownState.allCases)),
    ]

    @Test(arguments: TakedownState.allCases, 0..<TakedownProgressTests.table.count)
    func `a state takes exactly the events of the table`(state: TakedownState, row: Int) {
        let (name, event, takers) = Self.table[row]
        var progress = progress(in: state)
        let before = progress
        do throws(TakedownTransitionError) {
            _ = try progress.apply(event, policy: policy, at: start)
            #expect(takers.contains(state), "\(name) in \(state)")
        } catch {
            #expect(!takers.contains(state), "\(name) in \(state)")
            #expect(error == .notPossible(from: state))
            #expect(progress == before)
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
                .looked(.gone, upstreamKnown: true), policy: policy, at: first)
                == [.recheck(at: first + .hours(6))])
        #expect(progress.state == .noticed)
        #expect(progress.timeToRemoval == nil)
        #expect(
            try progress.apply(
                .looked(.gone, upstreamKnown: true), policy: policy, at: first + .hours(6))
                == [.finish, .recheck(at: first + .hours(6) + .days(7))])
        #expect(progress.state == .gone)
        #expect(progress.timeToRemoval == .hours(1))
    }

    @Test func `two looks at gone too close together count once`() throws {
        var progress = progress(in: .noticed)
        let first = start + .hours(1)
        _ = try progress.apply(.looked(.gone, upstreamKnown: true), policy: policy, at: first)
        let actions = try progress.apply(
            .looked(.gone, upstreamKnown: true), policy: policy, at: first + .minutes(5))
        #expect(actions == [.recheck(at: first + .hours(6))])
        #expect(progress.state == .noticed)
    }

    @Test func `being there again in between starts the count anew`() throws {
        var progress = progress(in: .noticed)
        var now = start + .hours(1)
        for finding in [Finding.gone, .present, .gone] {
            _ = try progress.apply(.looked(finding, upstreamKnown: true), policy: policy, at: now)
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
                .looked(.present, upstreamKnown: true), policy: policy, at: now)
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
                .looked(.present, upstreamKnown: false), policy: policy, at: now)
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
                .looked(.unreachable, upstreamKnown: true), policy: policy,
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
                .looked(finding, upstreamKnown: true), policy: policy, at: start + .days(day))
        }
        #expect(progress.unreachableSince == start + .days(8))
        #expect(progress.goneCount == 0)
    }

    @Test func `police hold stops notices, and release goes on where it was`() throws {
        var progress = progress(in: .noticed)
        _ = try progress.apply(.held, policy: policy, at: start)
        let actions = try progress.apply(
            .looked(.present, upstreamKnown: true), policy: policy, at: start + .days(6))
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
        _ = try progress.apply(.looked(.gone, upstreamKnown: true), policy: policy, at: start)
        let actions = try progress.apply(
            .looked(.present, upstreamKnown: true), policy: policy, at: start + .hours(6))
        #expect(actions.first == .compose)
        #expect(progress.dueNotice == .first)
    }

    @Test func `what is gone is looked at after a week and after a month, and no more`() throws {
        var progress = progress(in: .gone)
        progress.lastGoneAt = start
        var days: [Int] = []
        var now = start
        while days.count < 5 {
            let actions = try progress.apply(
                .looked(.gone, upstreamKnown: true), policy: policy, at: now)
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
