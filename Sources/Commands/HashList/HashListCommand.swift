// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser

struct HashListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hash-list",
        abstract: "Import and export lists of fingerprints, and look after them.",
        subcommands: [
            HashListImport.self, HashListExport.self, HashListCreate.self, HashListList.self,
            HashListShow.self, HashListSet.self, HashListAdd.self, HashListWithdraw.self,
            HashListRestore.self, HashListRemovals.self, HashListProposals.self,
            HashListQuarantine.self,
        ])
}
