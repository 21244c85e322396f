// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import JobQueue

extension JobKind {
    /// Where an examined incident goes: policy or a person decides.
    package static let decide = JobKind(rawValue: "assessment.decide")
}
