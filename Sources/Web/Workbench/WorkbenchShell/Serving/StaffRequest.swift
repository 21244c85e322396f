// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Accounts
package import AuditLog
import Hummingbird
package import NightlightCore
package import WebComponents
package import WebSupport

/// A request of somebody of the hotline, once the guard of its route has let it pass: everything a
/// handler needs.
package struct StaffRequest: Sendable {
    let http: Request
    let context: WorkbenchContext
    /// `nil` on the few routes that everyone may use.
    package let session: Session?
    package let language: Language
    /// The posted form, its token already checked; empty for a GET.
    package let form: Form
    /// What this route's forms carry.
    let token: String

    package var account: Account {
        get throws(WebError) {
            guard let session else { throw .signInNeeded }
            return session.account
        }
    }

    package var actor: AuditActor { get throws(WebError) { .account(try account.id) } }

    package func query(_ name: String) -> String? { http.query(name) }

    /// The token of a form that a component prints.
    package var tokenField: HiddenField { HiddenField(RequestToken.fieldName, token) }

    /// A part of the path, as its route names it.
    package func parameter(_ name: String) throws -> String { try context.parameters.require(name) }

    package func identifier<Subject>(_ type: Identifier<Subject>.Type) throws -> Identifier<Subject>
    {
        guard let text = context.parameters.get("id"), let id = Identifier<Subject>(text) else {
            throw WebError.notFound
        }
        return id
    }
}
