// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents

extension IncidentEvent.Kind {
    /// A person, or the policy for trusted lists, decided.
    package static let assessed = Self(rawValue: "assessment.assessed")
}
