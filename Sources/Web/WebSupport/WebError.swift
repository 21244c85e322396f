// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import HTTPTypes
import NightlightCore

/// What the web layer itself refuses, each with the status a browser or a program is told.
package enum WebError: CodedError, Equatable {
    /// The request's body is longer than the route accepts.
    case bodyTooLarge
    /// One field of a form is longer than any field may be.
    case fieldTooLarge
    case tooManyFields
    /// The form is not UTF-8.
    case notUTF8
    /// A percent sign is not followed by two hexadecimal digits.
    case malformedEscape
    /// A field holds a control character that no person types.
    case controlCharacter
    case unsupportedContentType
    /// The body did not arrive in time.
    case bodyTimeout
    /// The body ends where it may not, or is cut into pieces in a way that no client does.
    case bodyBroken
    /// The request names no host, or several.
    case hostUnclear
    /// The form's token is missing, changed or of another session: nothing was done.
    case forged
    /// The form was opened too long ago: nothing was done.
    case expired
    /// Another site asked the browser to send this.
    case crossSite
    /// Nobody is signed in, or the session ended.
    case signInNeeded
    /// Signed in, but this is not for the account's role.
    case notAllowed
    case notFound
    /// Too many attempts; later again.
    case tooManyAttempts
    /// A page cannot be made from its template: a defect of this program or of an override.
    case page
    /// What was put on record is not what the route's row names: a defect of this program.
    case recordDiffers

    package var code: String {
        switch self {
        case .bodyTooLarge: "web.body-too-large"
        case .fieldTooLarge: "web.field-too-large"
        case .tooManyFields: "web.too-many-fields"
        case .notUTF8: "web.not-utf8"
        case .malformedEscape: "web.malformed-escape"
        case .controlCharacter: "web.control-character"
        case .unsupportedContentType: "web.unsupported-content-type"
        case .bodyTimeout: "web.body-timeout"
        case .bodyBroken: "web.body-broken"
        case .hostUnclear: "web.host-unclear"
        case .forged: "web.forged"
        case .expired: "web.expired"
        case .crossSite: "web.cross-site"
        case .signInNeeded: "web.sign-in-needed"
        case .notAllowed: "web.not-allowed"
        case .notFound: "web.not-found"
        case .tooManyAttempts: "web.too-many-attempts"
        case .page: "web.page"
        case .recordDiffers: "web.record-differs"
        }
    }

    /// Whether what follows on the connection cannot be told from the rest of this request.
    package var endsConnection: Bool {
        switch self {
        case .bodyTooLarge, .bodyTimeout, .bodyBroken, .hostUnclear: true
        case .fieldTooLarge, .tooManyFields, .notUTF8, .malformedEscape, .controlCharacter,
            .unsupportedContentType, .forged, .expired, .crossSite, .signInNeeded, .notAllowed,
            .notFound, .tooManyAttempts, .page, .recordDiffers:
            false
        }
    }

    package var status: HTTPResponse.Status {
        switch self {
        case .bodyTooLarge, .fieldTooLarge: .contentTooLarge
        case .tooManyFields, .notUTF8, .malformedEscape, .controlCharacter, .bodyBroken,
            .hostUnclear:
            .badRequest
        case .unsupportedContentType: .unsupportedMediaType
        case .bodyTimeout: .requestTimeout
        case .forged, .crossSite, .notAllowed: .forbidden
        case .expired: .badRequest
        case .signInNeeded: .unauthorized
        case .notFound: .notFound
        case .tooManyAttempts: .tooManyRequests
        case .page, .recordDiffers: .internalServerError
        }
    }
}
