// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// What a column of a table holds, by its name.
enum CSVColumn: Hashable, Sendable {
    case fingerprint(HashKind)
    /// Fingerprints whose kind another column or their length tells.
    case unnamed
    case kind, quality, category, note, other

    private init(_ name: String) {
        if let kind = HashKind(named: name) {
            self = .fingerprint(kind)
        } else if HashKind.isUnnamed(name) {
            self = .unnamed
        } else {
            self =
                switch name.lowercased().filter({ $0.isLetter || $0.isNumber }) {
                case "classification", "category": .category
                case "note", "notes", "comment": .note
                case "quality", "pdqquality", "hashquality": .quality
                case "type", "kind", "algorithm", "hashtype", "hashkind", "hashalgorithm",
                    "signaltype", "indicatortype":
                    .kind
                default: .other
                }
        }
    }

    /// `nil` when no column has fingerprints.
    static func columns(_ names: [String]) -> [CSVColumn]? {
        let columns = names.map { CSVColumn(String(Substring($0).trimmingSpaces())) }
        let isNamed = columns.contains { if case .fingerprint = $0 { true } else { false } }
        // Beside columns that say their kind, one that does not is something else.
        if isNamed { return columns.map { $0 == .unnamed || $0 == .kind ? .other : $0 } }
        return columns.contains(.unnamed) ? columns : nil
    }
}

/// The fields of a row, by what their columns hold.
struct CSVRow {
    /// More fields than columns, and not only separators at the end.
    let hasTooMany: Bool
    let fingerprints: Result<[Fingerprint], BadRowReason>
    private(set) var category: String?
    private(set) var note: String?
    private(set) var quality: Substring?

    init(_ fields: [String], in columns: [CSVColumn]) {
        hasTooMany =
            fields.count > columns.count && !fields[columns.count...].allSatisfy(\.isEmpty)
        var hashes: [(kind: HashKind, hex: String)] = []
        var unnamed: [String] = []
        var kind: String?
        for (field, column) in zip(fields, columns) {
            let text = String(Substring(field).trimmingSpaces())
            if text.isEmpty { continue }
            switch column {
            case .fingerprint(let kind): hashes.append((kind, text))
            case .unnamed: unnamed.append(text)
            case .kind: kind = text
            case .category: category = text
            case .note: note = text
            case .quality: quality = Substring(text)
            case .other: break
            }
        }
        fingerprints = Self.fingerprints(hashes, unnamed, kind: kind)
    }

    private static func fingerprints(
        _ named: [(kind: HashKind, hex: String)], _ unnamed: [String], kind: String?
    ) -> Result<[Fingerprint], BadRowReason> {
        var hashes = named
        for hex in unnamed {
            if let kind {
                guard let kind = HashKind(named: kind) else { return .failure(.unknownKind) }
                hashes.append((kind, hex))
            } else {
                switch HashKind.kind(ofDigits: hex) {
                case .success(let kind): hashes.append((kind, hex))
                case .failure(let reason): return .failure(reason)
                }
            }
        }
        return HashListRow.fingerprints(hashes)
    }
}
