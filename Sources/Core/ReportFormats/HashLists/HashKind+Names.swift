// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

extension HashKind {
    /// Reads the name of a kind as files spell it: any case, with or without hyphen or underscore.
    init?(listName: some StringProtocol) {
        guard listName.utf8.count <= 16 else { return nil }
        let plain = listName.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
        self.init(rawValue: plain)
    }
}

extension HashListRow {
    /// Reads hexadecimal digits of several kinds; the first that cannot be read is the reason.
    static func fingerprints(
        _ texts: [(kind: HashKind, hex: String)]
    ) -> Result<[Fingerprint], BadRowReason> {
        var found: [HashKind: Fingerprint] = [:]
        for (kind, hex) in texts where !hex.isEmpty {
            guard let fingerprint = Fingerprint(kind: kind, hex: hex) else {
                return .failure(BadRowReason(bad: kind))
            }
            found[kind] = fingerprint
        }
        if found.isEmpty { return .failure(.noFingerprint) }
        return .success(HashKind.allCases.compactMap { found[$0] })
    }
}
