// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Scanning
import Testing
import WebAddresses

@testable import Examination

/// What hosts and reports may have, by a clock that the test moves.
struct ExaminationBudgetTests {
    private let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_795_473_000))
    private let kittens = WebHost.name("kittens.test")
    private let weather = WebHost.name("weather.test")

    private func budgets(
        _ change: (inout ExaminationBudgets.Limits) -> Void = { _ in }
    ) -> ExaminationBudgets {
        var limits = ExaminationBudgets.Limits()
        change(&limits)
        return ExaminationBudgets(limits: limits, time: time)
    }

    private func report() -> ReportID { ReportID(at: time.now()) }

    private func refusal(_ admission: ExaminationBudgets.Admission) -> ExaminationBudgets.Refusal? {
        switch admission {
        case .admitted: nil
        case .putOff(_, let refusal): refusal
        }
    }

    @Test func `a host has so many looks at once, and others theirs`() {
        let budgets = budgets { $0.looksPerHostMax = 2 }
        for _ in 1...2 { #expect(budgets.admit(kittens, of: report(), .first) == .admitted) }
        #expect(refusal(budgets.admit(kittens, of: report(), .first)) == .hostBusy)
        #expect(budgets.admit(weather, of: report(), .first) == .admitted)
        budgets.ended(kittens, of: nil, .first, after: .zero, isSilent: false)
        #expect(budgets.admit(kittens, of: report(), .first) == .admitted)
    }

    @Test func `a host that says nothing is let be for a while, and forgiven when it speaks`() {
        let budgets = budgets()
        for _ in 1...2 {
            #expect(budgets.admit(kittens, of: nil, .first) == .admitted)
            budgets.ended(kittens, of: nil, .first, after: .seconds(4), isSilent: true)
        }
        #expect(refusal(budgets.admit(kittens, of: nil, .first)) == .hostSilent)
        #expect(budgets.admit(kittens, of: nil, .thorough) == .admitted, "with time it is asked")
        budgets.ended(kittens, of: nil, .thorough, after: .zero, isSilent: false)
        #expect(budgets.admit(kittens, of: nil, .first) == .admitted)
        for _ in 1...2 {
            budgets.ended(kittens, of: nil, .first, after: .zero, isSilent: true)
        }
        time.advance(by: .minutes(10))
        #expect(budgets.admit(kittens, of: nil, .first) == .admitted)
    }

    @Test func `a report that took its time waits, and other reports do not`() {
        let budgets = budgets { $0.reportSecondsMax = 10 }
        let (long, other) = (report(), report())
        for _ in 1...2 {
            #expect(budgets.admit(kittens, of: long, .first) == .admitted)
            budgets.ended(kittens, of: long, .first, after: .seconds(5), isSilent: false)
        }
        #expect(refusal(budgets.admit(weather, of: long, .first)) == .reportSpent)
        #expect(budgets.admit(kittens, of: other, .first) == .admitted)
        #expect(budgets.admit(weather, of: long, .thorough) == .admitted)
    }

    @Test func `what is put off comes back one after another, and within hours`() {
        let budgets = budgets { $0.looksPerHostMax = 0 }
        var before = time.now()
        for _ in 1...5 {
            guard case .putOff(let until, _) = budgets.admit(kittens, of: nil, .first) else {
                return #expect(Bool(false))
            }
            #expect(until == before + .seconds(2))
            before = until
        }
        for _ in 1...20_000 { _ = budgets.admit(kittens, of: nil, .first) }
        guard case .putOff(let last, _) = budgets.admit(kittens, of: nil, .first) else {
            return #expect(Bool(false))
        }
        #expect(last == time.now() + .hours(6))
    }

    @Test func `hosts and reports are forgotten, but for those that are looked at`() {
        let budgets = budgets {
            $0.rememberedMax = 10
            $0.looksPerHostMax = 1
        }
        #expect(budgets.admit(kittens, of: nil, .first) == .admitted)
        for number in 1...500 {
            let host = WebHost.name("h\(number).test")
            let report = report()
            #expect(budgets.admit(host, of: report, .first) == .admitted)
            budgets.ended(host, of: report, .first, after: .seconds(1), isSilent: false)
        }
        #expect(budgets.rememberedCount <= 20)
        #expect(refusal(budgets.admit(kittens, of: nil, .first)) == .hostBusy)
    }
}
