// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import JobQueue
import NightlightCore

/// Puts a job that was given up back into the queue, due now.
struct JobRetry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Put a job that was given up back into the queue.")

    @Argument(help: "The job's identifier, as `job list --state dead` shows it.")
    var job: String

    @OptionGroup var settingsOptions: SettingsOptions

    func run() async throws {
        try await CommandErrors.reporting {
            guard let id = Job.ID(job) else {
                throw ValidationError("\(job) is no job identifier.")
            }
            let settings = try await settingsOptions.load()
            try await DatabaseOpening(settings: settings).using { services in
                try await services.queue.retry(id)
            }
            Output.line("The job is due now.")
        }
    }
}
