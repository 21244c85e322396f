// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import JobQueue
import NightlightCore

extension JobState: ExpressibleByArgument {}

/// Lists jobs, newest first.
struct JobList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List jobs, newest first.")

    @Option(
        help:
            "Only jobs in this state: \(JobState.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var state: JobState?

    @Option(help: ArgumentHelp("Only jobs of this kind.", valueName: "kind"))
    var kind: String?

    @Option(help: ArgumentHelp("At most this many (1 to 1000).", valueName: "count"))
    var limit = 50

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...1_000).contains(limit) else {
            throw ValidationError("--limit takes a number from 1 to 1000.")
        }
    }

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let jobs = try await DatabaseOpening(settings: settings).using { services in
                try await services.queue.list(
                    state: state, kind: kind.map(JobKind.init(rawValue:)), limit: limit,
                    before: nil)
            }
            switch output.format {
            case .json:
                for job in jobs { try Output.json(Line(job)) }
            case .table:
                var table = TextTable(["Job", "Kind", "State", "Due", "Attempt", "Last error"])
                for job in jobs {
                    table.add([
                        job.id.text, job.kind.rawValue, job.state.rawValue, job.due.rfc3339,
                        "\(job.attempt)", job.lastErrorCode ?? "",
                    ])
                }
                Output.line(jobs.isEmpty ? "No such jobs." : table.rendered)
            }
        }
    }

    private struct Line: Encodable {
        let id: String
        let kind: String
        let state: String
        let due: String
        let attempt: Int
        let lastErrorCode: String?

        init(_ job: Job) {
            id = job.id.text
            kind = job.kind.rawValue
            state = job.state.rawValue
            due = job.due.rfc3339
            attempt = job.attempt
            lastErrorCode = job.lastErrorCode
        }
    }
}
