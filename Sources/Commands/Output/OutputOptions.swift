// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json
}

/// How a command writes its result: a table for people, JSON for programs, always on standard
/// output.
struct OutputOptions: ParsableArguments {
    @Option(name: .customLong("format"), help: "table or json.")
    var format: OutputFormat = .table
}
