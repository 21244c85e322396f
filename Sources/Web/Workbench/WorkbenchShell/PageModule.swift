// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Accounts
import NightlightCore
package import WebSupport

/// One subject of the workbench with its pages: what it needs comes through its `init`.
package protocol PageModule: Sendable {
    /// The target, which is also where its templates and texts lie.
    static var name: String { get }
    /// Targets whose templates and texts its pages use, its own among them.
    static var resources: [String] { get }
    /// What it adds to the navigation.
    static var sections: [Section] { get }
    /// Other pages worth going to by name: what the palette of commands knows besides.
    static var places: [Place] { get }
    /// Its part of the site map: a path that no module has does not exist.
    static var routes: [PageRoute<Self>] { get }
}

extension PageModule {
    package static var resources: [String] { [name] }

    package static var places: [Place] { [] }

    /// Its rows of the routes page.
    package static var routeDescriptions: [RouteDescription] {
        routes.map { RouteDescription($0.row) }
    }
}

package typealias PageRoute<Pages: PageModule> = Route<WorkbenchAccess, Pages, StaffRequest>

/// Who may use a route: everyone (signing in, static files), or a role and those above it.
package enum WorkbenchAccess: RouteAccess, Equatable {
    case everyone
    case role(AccountRole)

    package var text: String {
        switch self {
        case .everyone: "everyone"
        case .role(let role): role.rawValue
        }
    }

    package func check(_ caller: Session?) throws(WebError) {
        switch self {
        case .everyone: return
        case .role(let least):
            guard let caller else { throw .signInNeeded }
            guard caller.account.role >= least else { throw .notAllowed }
        }
    }
}

/// A part of the workbench, as its navigation names it: by the text under `section`.
package struct Section: Sendable, Equatable {
    package let name: String
    package let path: String
    package let leastRole: AccountRole
    /// Pressed after `g`.
    package let key: Character

    package init(_ name: String, path: String, _ leastRole: AccountRole, key: Character) {
        self.name = name
        self.path = path
        self.leastRole = leastRole
        self.key = key
    }
}

/// A page inside a part of the workbench, named by the text under `place`.
package struct Place: Sendable {
    package let name: String
    package let path: String
    package let leastRole: AccountRole

    package init(_ name: String, path: String, _ leastRole: AccountRole) {
        self.name = name
        self.path = path
        self.leastRole = leastRole
    }
}
