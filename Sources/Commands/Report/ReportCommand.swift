// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Look at reports and what became of them, and erase one.",
        subcommands: [ReportList.self, ReportShow.self, ReportErase.self])
}
