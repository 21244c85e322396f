// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Where the pieces of an exported log lie: C2SP tlog-tiles.
enum AuditTile {
    /// Hashes of a full tile, and entries of a full bundle.
    static let width = 256

    /// The path of hashes: level, position, and the width of a tile that is not full yet.
    static func path(level: Int, position: Int64, width: Int) -> String {
        "tile/\(level)/" + place(position) + partial(width)
    }

    static func entriesPath(position: Int64, width: Int) -> String {
        "tile/entries/" + place(position) + partial(width)
    }

    /// Three digits a folder, all but the last with an x: 1234067 is `x001/x234/067`.
    private static func place(_ position: Int64) -> String {
        var groups: [String] = []
        var rest = position
        repeat {
            let digits = String(rest % 1_000)
            let group = String(repeating: "0", count: 3 - digits.count) + digits
            groups.insert(groups.isEmpty ? group : "x" + group, at: 0)
            rest /= 1_000
        } while rest > 0
        return groups.joined(separator: "/")
    }

    private static func partial(_ width: Int) -> String {
        width == Self.width ? "" : ".p/\(width)"
    }
}
