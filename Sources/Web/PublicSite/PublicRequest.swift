// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Hummingbird
import NightlightCore
import WebSupport

/// A request as its handler sees it: nothing about who sent it.
package struct PublicRequest: Sendable {
    let request: Request
    let context: PublicContext
    /// Of the path, where it names one; otherwise what the browser asks for.
    let language: Language
    let body: [UInt8]

    func form(_ limits: FormLimits) throws(WebError) -> Form {
        try request.form(in: body, limits)
    }
}
