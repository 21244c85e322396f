// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import AuditLog
import Composition
import Matching
import NightlightCore

/// Takes one fingerprint of a list out of use.
struct HashListWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Take a fingerprint of a list out of use.",
        discussion: """
            It stays on record with the reason, stops matching at once, and stays withdrawn when \
            it is imported again.
            """)

    @Argument(help: "The list's name.")
    var name: String

    @Argument(
        help: "The fingerprint in hexadecimal digits; md5:, sha1:, sha256: or pdq: before it.")
    var fingerprint: FingerprintArgument

    @Option(help: "Why it is wrong, for those who come later.")
    var reason: String

    @OptionGroup var settingsOptions: SettingsOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let isChanged = try await HashLists(settings: settings).using { lists in
                let list = try await lists.list(named: name)
                return try await lists.withdraw(
                    fingerprint.found(on: list, in: lists), from: list.id, reason: reason,
                    by: .operator)
            }
            Output.line(
                isChanged
                    ? "The fingerprint is withdrawn."
                    : "It was withdrawn before; the first reason stays.")
        }
    }
}

/// A fingerprint as somebody types it: `md5:0123…`, or the digits alone.
struct FingerprintArgument: ExpressibleByArgument {
    /// Everything it may be: digits alone leave the kind open where two have the same length.
    let candidates: [Fingerprint]

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: candidates = HashKind.allCases.compactMap { Fingerprint(kind: $0, hex: argument) }
        case 2:
            guard let kind = HashKind(rawValue: parts[0].lowercased()) else { return nil }
            candidates = Fingerprint(kind: kind, hex: String(parts[1])).map { [$0] } ?? []
        default: return nil
        }
        if candidates.isEmpty { return nil }
    }

    /// 64 digits can be a SHA-256 or a PDQ: the list is asked which of the two it holds.
    func found(on list: HashList, in lists: HashListService) async throws -> Fingerprint {
        var found: [Fingerprint] = []
        for candidate in candidates {
            let entries = try await lists.entries(with: candidate)
            if entries.contains(where: { $0.listID == list.id }) { found.append(candidate) }
        }
        guard found.count < 2 else {
            throw ValidationError("The list has it as sha256 and as pdq. Write which before it.")
        }
        guard let only = found.first else { throw MatchingError.entryUnknown }
        return only
    }
}
