// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Documents that are true: links lead somewhere, promises name tests that exist, and no host that
/// belongs to somebody is named in passing.
extension Rule {
    static let documentation = [linksLead, promisesHaveTests, hostsAreReserved]

    private struct Link {
        let line: Int
        let text: String
        let target: String
    }

    /// `[text](target)` outside code blocks and code spans.
    private static func links(in file: SourceFile) -> [Link] {
        var isCode = false
        var links: [Link] = []
        for (number, line) in zip(1..., file.lines) {
            if line.trimmingPrefix(while: \.isWhitespace).hasPrefix("```") { isCode.toggle() }
            guard !isCode, line.contains("](") else { continue }
            let parts = line.split(separator: "](", omittingEmptySubsequences: false)
            for (before, after) in zip(parts, parts.dropFirst()) {
                let ticks = before.count { $0 == "`" }
                guard let open = before.lastIndex(of: "["), let close = after.firstIndex(of: ")"),
                    ticks % 2 == 0 || before[open...].contains("`")
                else { continue }
                links.append(
                    Link(
                        line: number, text: String(before[before.index(after: open)...]),
                        target: String(after[..<close])))
            }
        }
        return links
    }

    private static func isOutside(_ target: String) -> Bool {
        target.contains("://") || target.hasPrefix("mailto:")
    }

    /// The path of a relative link, from the root of the repository; `nil` when it leaves it.
    private static func resolve(_ target: Substring, from file: SourceFile) -> String? {
        var parts = file.path.split(separator: "/").dropLast().map(String.init)
        for part in target.split(separator: "/") where part != "." {
            if part == ".." {
                if parts.popLast() == nil { return nil }
            } else {
                parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }

    /// The anchors of a page as GitHub and most readers of Markdown make them.
    private static func anchors(in file: SourceFile) -> Set<String> {
        Set(
            file.lines.filter { $0.hasPrefix("#") }.map { line in
                let title = line.drop { $0 == "#" }.drop { $0 == " " }
                return title.lowercased().compactMap { character -> String? in
                    if character == " " { return "-" }
                    let isKept =
                        character.isLetter || character.isNumber || "-_".contains(character)
                    return isKept ? String(character) : nil
                }.joined()
            })
    }

    private static let linksLead = Rule(
        "relative links lead somewhere",
        broken: [
            [SourceFile(path: "README.md", "See [this](Documentation/gone.md).")],
            [SourceFile(path: "Documentation/a.md", "See [this](../../outside.md).")],
            [SourceFile(path: "a.md", "# Here\n[x](#there)")],
            [SourceFile(path: "a.md", "[x](b.md#there)"), SourceFile(path: "b.md", "# Here")],
        ],
        kept: [
            SourceFile(path: "Documentation/a.md", "[x](../b.md#here-it-is) [y](../Sources/A)"),
            SourceFile(path: "b.md", "## Here it is\n`[no](link.md)`\n[s](https://example.org/)"),
            SourceFile(path: "Sources/A/a.swift", ""),
        ]
    ) { tree in
        let paths = Set(tree.files.map(\.path))
        return tree.files.filter { $0.suffix == "md" }.flatMap { file in
            links(in: file).filter { !isOutside($0.target) }.compactMap { link -> Finding? in
                let parts = link.target.split(
                    separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let path = parts[0].isEmpty ? file.path : resolve(parts[0], from: file)
                guard let path,
                    paths.contains(path) || paths.contains(where: { $0.hasPrefix(path + "/") })
                else {
                    return Finding(file, line: link.line, "“\(link.target)” leads nowhere")
                }
                guard parts.count == 2, let page = tree.file(path), page.suffix == "md",
                    !anchors(in: page).contains(String(parts[1]))
                else { return nil }
                return Finding(file, line: link.line, "\(path) has no heading #\(parts[1])")
            }
        }
    }

    private static let promisesHaveTests = Rule(
        "a promise links to a test of that very name",
        broken: [
            [
                SourceFile(path: "SECURITY.md", "[a tip is kept](Tests/A/B.swift)"),
                SourceFile(path: "Tests/A/B.swift", "@Test func `a tip is stored`() {}"),
            ]
        ],
        kept: [
            SourceFile(
                path: "SECURITY.md",
                "[a tip is kept](Tests/A/B.swift), [its folder](Tests/A), [B](Tests/A/B.swift)"),
            SourceFile(path: "Tests/A/B.swift", "@Test func `a tip is kept`() {}"),
        ]
    ) { tree in
        tree.files.filter { $0.suffix == "md" }.flatMap { file in
            links(in: file).compactMap { link in
                guard !isOutside(link.target), let path = resolve(link.target[...], from: file),
                    path.hasPrefix("Tests/"), let test = tree.file(path), test.suffix != "md"
                else { return nil }
                let name = link.text.filter { $0 != "`" }
                let isFound =
                    name == test.stem || name == test.name || name == path
                    || test.text?.contains(name) == true
                return isFound
                    ? nil : Finding(file, line: link.line, "\(path) has no test “\(name)”")
            }
        }
    }

    /// Names that RFC 2606, RFC 6761 and this repository reserve for examples and for itself.
    private static func isReserved(_ host: String) -> Bool {
        let host = host.lowercased()
        let reserved = ["example", "test", "invalid", "localhost"]
        if reserved.contains(where: { host == $0 || host.hasSuffix("." + $0) }) { return true }
        if ["example.org", "example.com", "example.net"].contains(where: {
            host == $0 || host.hasSuffix("." + $0)
        }) {
            return true
        }
        return host.allSatisfy { $0.isHexDigit || ".:[]".contains($0) }
            && host.contains { $0.isNumber }
    }

    /// Bodies that publish the standards, laws and tools that this project stands on.
    private static let bodies: Set<String> = [
        "github.com", "xarf.org", "data.iana.org", "www.iana.org", "www.w3.org", "c2sp.org",
        "www.rfc-editor.org", "datatracker.ietf.org", "json-schema.org", "www.apache.org",
        "www.swift.org", "swift.org", "download.swift.org", "laws-lois.justice.gc.ca", "spdx.org",
        "playwright.dev", "owasp.org", "cyclonedx.org", "www.debian.org", "deb.debian.org",
        "www.postgresql.org", "www.sqlite.org", "ecpat.org", "www.contributor-covenant.org",
    ]

    private static let hostsAreReserved = Rule(
        "no host is named that belongs to somebody",
        broken: [
            [SourceFile(path: "Tests/a.swift", "let a = \"https://" + "www.kittens.com/a\"")],
            [SourceFile(path: "a.md", "Write to mailto:" + "abuse@provider.net today")],
        ],
        kept: [
            SourceFile(
                path: "Tests/a.swift",
                "https://example.org http://127.0.0.1:80/a http://[2001:db8::1]/ https://a.test,"
                    + " http://\\(host)/ https://user@host.example:8080/ http://{host}/"
                    + " https://exämple.test https://github.com/apple/swift-nio")
        ]
    ) { tree in
        tree.files.filter { $0.text != nil && $0.path != "LICENSE" }.flatMap { file in
            zip(1..., file.lines).flatMap { number, line in
                hosts(in: line).filter { !isReserved($0) && !bodies.contains($0.lowercased()) }.map
                {
                    Finding(file, line: number, "“\($0)”: use example.org or *.test")
                }
            }
        }
    }

    /// What stands behind `http://` or the `@` of `mailto:`, up to a mark that no host has.
    private static func hosts(in line: String) -> [String] {
        guard line.contains("://") || line.contains("mailto:") else { return [] }
        var found: [String] = []
        for part in line.split(separator: "mailto:").dropFirst() {
            let address = part.prefix { !$0.isWhitespace && !"\"'<>)?".contains($0) }
            if let host = address.split(separator: "@").dropFirst().first {
                found.append(String(host))
            }
        }
        for scheme in ["http://", "https://"] {
            for part in line.split(separator: scheme, omittingEmptySubsequences: false).dropFirst()
            {
                let authority = part.prefix { !$0.isWhitespace && !"/\"'<>)?#,;`|".contains($0) }
                var host = authority.split(separator: "@").last ?? ""
                if !host.hasPrefix("["), let colon = host.firstIndex(of: ":") {
                    host = host[..<colon]
                }
                found.append(String(host))
            }
        }
        // A host in braces or made by interpolation is no name; nor is one without a full stop.
        return found.filter { host in
            host.contains(".") && !host.contains { "{}()\\$%*".contains($0) }
        }
    }
}
