// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Intake
import NightlightCore
import Storage

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Look at reports and what became of them, and erase one.",
        subcommands: [ReportList.self, ReportShow.self, ReportErase.self])
}

extension ReportStore {
    /// The report that somebody names by the number of its receipt or by its identifier.
    func find(typed: String, in transaction: any SQLTransaction) throws -> Report? {
        try Report.ID(typed).map { try find($0, in: transaction) }
            ?? find(number: typed, in: transaction)
    }
}
