// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// An address that a child is given in the place of a page's own.
///
/// The child finds relative addresses from it as it would from the real one: it has the same scheme
/// and as many steps, under names drawn at random. So a child that a page took over does not know
/// where that page lies, and cannot tell anybody.
struct StandInBase {
    private let scheme: String
    private let authority: Substring
    private let segments: [Substring]
    private let query: Substring?
    private let host: String
    private let standIns: [String]
    private let standInQuery: String?

    /// `nil` when the text is no absolute address of the web.
    init?(_ address: String) {
        guard let mark = address.firstRange(of: "://") else { return nil }
        scheme = address[..<mark.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = address[mark.upperBound...].prefix { $0 != "#" }
        authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.isEmpty else { return nil }
        let target = rest[authority.endIndex...]
        let path = target.prefix { $0 != "?" }
        query = path.endIndex < target.endIndex ? target[path.endIndex...].dropFirst() : nil
        segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        var generator = SystemRandomNumberGenerator()
        let token = String(UInt64.random(in: (1 << 60)...UInt64.max, using: &generator), radix: 36)
        host = "\(token).invalid"
        // Short, since there may be hundreds; a page that does not know them cannot name one.
        let short = token.suffix(5)
        standIns = segments.enumerated().map { $1.isEmpty ? "" : "\(short)\($0)" }
        standInQuery = query == nil ? nil : String(short)
    }

    /// What the child is told.
    var text: String {
        "\(scheme)://\(host)/" + standIns.joined(separator: "/")
            + (standInQuery.map { "?\($0)" } ?? "")
    }

    /// An address that a child gave, taken apart.
    struct Given {
        /// With the real names.
        let address: String
        /// Whether it is on the page's own host.
        let isOwn: Bool
        /// What the child itself named.
        let named: String
    }

    func restored(_ given: String) -> Given? {
        guard let mark = given.firstRange(of: "://") else { return nil }
        let rest = given[mark.upperBound...]
        let givenAuthority = rest.prefix { $0 != "/" && $0 != "?" }
        guard givenAuthority == host else {
            let isOwn = givenAuthority.lowercased() == authority.lowercased()
            return Given(address: given, isOwn: isOwn, named: String(rest))
        }
        let target = rest[givenAuthority.endIndex...]
        let path = target.prefix { $0 != "?" }
        let givenQuery = path.endIndex < target.endIndex ? target[path.endIndex...] : ""
        let steps = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        let kept = zip(steps, standIns).prefix { $0 == $1 }.count
        let named = steps.dropFirst(kept).joined(separator: "/")
        let real = segments.prefix(kept) + steps.dropFirst(kept)
        let isPageItself = kept == standIns.count && kept == steps.count
        let isSameQuery =
            isPageItself && standInQuery.map { givenQuery == "?\($0)" } ?? givenQuery.isEmpty
        let realQuery = isSameQuery ? query.map { "?\($0)" } ?? "" : String(givenQuery)
        return Given(
            address: given[..<mark.upperBound] + authority + "/" + real.joined(separator: "/")
                + realQuery,
            isOwn: true, named: named + (isSameQuery ? "" : givenQuery))
    }

    /// Whether an address of another host tells it where this page is.
    func isNamed(in address: String) -> Bool {
        let own = PageWords.decoded(authority + "/" + segments.joined(separator: "/"))
        // A host alone is no report's address.
        guard segments.contains(where: { !$0.isEmpty }) || query != nil else { return false }
        let text = PageWords.decoded(address[...])
        return text.firstRange(of: own) != nil
    }
}
