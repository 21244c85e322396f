// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// CaseworkParts: what several subjects of the workbench show of casework, said once.
//
// Words and colours for the states of incidents, takedowns and notices, an address with its host
// first, what a person can do with a takedown, and the paths of pages that other subjects link to.
// It reads nothing but names and answers no request.
//
// May touch: the types of incidents and takedowns. It serves no route.
// Invariants:
// - codes, states and kinds are said in both languages, the same on every page.

package import Incidents
package import NightlightCore
package import Takedown

/// Where a page about something is: subjects link to each other by this alone.
package enum CaseworkPath {
    package static func incident(_ id: Incident.ID) -> String { "/incidents/\(id)" }

    /// Where forms that move takedowns of an incident go: a slash and the move's name follow.
    package static func takedowns(of id: Incident.ID) -> String { "/incidents/\(id)/takedowns" }

    package static func takedown(_ id: Takedown.ID) -> String { "/takedowns/\(id)" }

    package static func takedowns(in state: TakedownState) -> String {
        "/takedowns?state=\(state.rawValue)"
    }

    package static func notice(_ id: Notice.ID) -> String { "/notices/\(id)" }

    package static func hashList<Subject>(_ id: Identifier<Subject>) -> String {
        "/hash-lists/\(id)"
    }
}
