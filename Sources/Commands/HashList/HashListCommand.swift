// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser

struct HashListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hash-list",
        abstract: "Import lists of known fingerprints, and look after them.",
        subcommands: [
            HashListImport.self, HashListList.self, HashListShow.self, HashListSet.self,
            HashListWithdraw.self,
        ])
}
