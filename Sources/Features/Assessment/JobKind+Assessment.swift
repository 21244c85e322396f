// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import JobQueue

extension JobKind {
    /// Where an actionable incident goes: who hosts it is found out, and told.
    package static let trace = JobKind(rawValue: "takedown.trace")
    /// Where one goes that is not actionable any more: what was begun is taken back.
    package static let withdraw = JobKind(rawValue: "takedown.withdraw")
}
