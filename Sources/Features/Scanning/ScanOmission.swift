// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import MediaDecoding

/// Why something that a page points at was not compared.
package enum ScanOmission: Hashable, Sendable {
    /// The decoder did not name it.
    case unnamed(PageOmission)
    /// A bound of the scan was reached: files or bytes.
    case beyondBounds
    /// A first look had no time or no room for it: a thorough one will.
    case leftForLater
    /// Its host was too slow, or said nothing, or the time for the whole page was over.
    case outOfTime
    /// A page in a page beyond the bounds on pages.
    case pageBeyondBounds
    /// The server gives it to nobody who comes without its page, its cookies or a password.
    case refused
    /// There is a page where a file was expected.
    case page

    /// The stable code.
    package var code: String {
        switch self {
        case .unnamed(let omission): omission.rawValue
        case .beyondBounds: "page.beyond-bounds"
        case .leftForLater: "page.left-for-later"
        case .outOfTime: "page.out-of-time"
        case .pageBeyondBounds: "page.frame-beyond-bounds"
        case .refused: "page.refused"
        case .page: "page.leads-to-page"
        }
    }

    package static let all: [ScanOmission] =
        PageOmission.allCases.map { .unnamed($0) }
        + [.beyondBounds, .leftForLater, .outOfTime, .pageBeyondBounds, .refused, .page]

    /// Counts with their codes, as an event keeps them: `page.refused:2 page.inline-data:1`.
    package static func text(of counts: [ScanOmission: Int]) -> String? {
        let parts = all.compactMap { omission in
            counts[omission].map { "\(omission.code):\($0)" }
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// Reads what `text(of:)` wrote, in its order; codes that there are no more are left out.
    package static func counts(in text: String) -> [(omission: ScanOmission, count: Int)] {
        text.split(separator: " ").compactMap { part in
            guard let colon = part.lastIndex(of: ":"),
                let omission = all.first(where: { $0.code == part[..<colon] }),
                let count = Int(part[part.index(after: colon)...])
            else { return nil }
            return (omission, count)
        }
    }
}
