// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What the decoder made for one shape of picture and may need for the next, such as the tables of
/// a hasher: at most `countMax`, the least recently used dropped first.
///
/// What was used last is in front, and what goes is at the end.
struct RecentlyUsed<Kept> {
    private let countMax: Int
    private var all: [Kept] = []

    init(countMax: Int) {
        precondition(countMax > 0, "what is used must be kept while it is")
        self.countMax = countMax
    }

    /// Calls `body` with the first that fits, in its place, or with a new one; `nil` when none can
    /// be made.
    mutating func use<Result>(
        where fits: (Kept) -> Bool, orMake make: () -> Kept?, _ body: (inout Kept) -> Result
    ) -> Result? {
        if let found = all.firstIndex(where: fits) {
            if found > 0 { all.insert(all.remove(at: found), at: 0) }
        } else {
            guard let made = make() else { return nil }
            if all.count == countMax { all.removeLast() }
            all.insert(made, at: 0)
        }
        return body(&all[0])
    }
}
