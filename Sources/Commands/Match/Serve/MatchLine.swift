// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Matching
import NightlightCore

/// One question and one answer of the match socket, as lines of text.
///
///     pdq f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22 87
///     sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
///
/// The number behind a PDQ fingerprint is the quality of its reading, 0 to 100; without it, it is
/// compared with every list.
///
///     only 019abcde-0000-7000-8000-000000000001
///     all
///
/// From an `only` on, what that list says counts, and what the lists of others named so; from `all`
/// on every list's again.
enum MatchLine {
    /// LIMIT: bytes of a question: the longest is 72.
    static let questionBytesMax = 128
    /// LIMIT: lists that one connection is answered for by name; beyond it, ask for all.
    static let listsMax = 1_000

    /// What a line asks for.
    enum Request {
        case question(MatchQuestion)
        case only(HashList.ID)
        case all
        case bad
    }

    static func request(_ line: Substring) -> Request {
        if line == "all" { return .all }
        if line.hasPrefix("only ") {
            return HashList.ID(String(line.dropFirst("only ".count))).map { .only($0) } ?? .bad
        }
        return question(line).map { .question($0) } ?? .bad
    }

    static func question(_ line: Substring) -> MatchQuestion? {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard (2...3).contains(words.count), let kind = HashKind(rawValue: String(words[0])),
            let fingerprint = Fingerprint(kind: kind, hex: String(words[1]))
        else { return nil }
        guard words.count == 3 else { return MatchQuestion([fingerprint], quality: nil) }
        guard kind == .pdq, words[2].utf8.count <= 3, let quality = Int(words[2]),
            (0...100).contains(quality)
        else { return nil }
        return MatchQuestion([fingerprint], quality: quality)
    }

    /// The number of matches, and for each the list, the distance and whether the list is trusted.
    static func answer(_ matches: [Match]) -> String {
        var line = "\(matches.count)"
        for match in matches {
            let trust = match.isTrusted ? "trusted" : "untrusted"
            line += " \(match.listID.text),\(match.distance),\(trust)"
        }
        return line
    }
}
