// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc

/// A progress line on standard error, when that is a terminal; silence otherwise.
///
/// Redrawn at most ten times a second, so that a fast import is not slowed by its own display.
struct ProgressBar {
    private let label: String
    private let isShown: Bool
    private var lastDrawn: ContinuousClock.Instant?
    private let start = ContinuousClock.now
    private static let cells = 30

    init(_ label: String) {
        self.label = label
        isShown = isatty(STDERR_FILENO) == 1
    }

    /// Draws `done` of `total` (any unit), with a remark such as a row count.
    mutating func show(_ done: Int, of total: Int, remark: String) {
        guard isShown else { return }
        let now = ContinuousClock.now
        if let lastDrawn, now - lastDrawn < .milliseconds(100), done < total { return }
        lastDrawn = now
        let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
        let filled = Int(share * Double(Self.cells))
        let bar =
            String(repeating: "=", count: filled)
            + String(repeating: " ", count: Self.cells - filled)
        write("\r\(label) [\(bar)] \(Int(share * 100)) % \(remark)")
    }

    func finish() {
        if isShown { write("\r\u{1b}[K") }
    }

    private func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
