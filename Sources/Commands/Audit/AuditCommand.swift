// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Prove that the record of what was done is whole.",
        subcommands: [AuditVerify.self, AuditExportCommand.self, AuditCheckpoint.self])
}
