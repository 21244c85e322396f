// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Mustache says nothing about a name it does not know: the page just has a hole. So every text a
/// template asks for must exist, every text must be asked for, and nothing goes out unescaped.
extension Rule {
    static let templates = [
        textsExist, textsInCodeExist, textsAreUsed, partialsExist, nothingIsUnescaped,
    ]

    private static let web = "Sources/Web"
    private static let workbench = "Sources/Web/Workbench"
    private static let commonFolder = "Sources/Web/WebComponents"

    private static func sample(_ path: String, _ text: String) -> SourceFile {
        SourceFile(path: "Sources/Web/PublicSite/\(path)", text)
    }

    private static let textsExist = Rule(
        "every text that a template asks for exists",
        broken: [
            [
                sample("Resources/Pages/a.mustache", "{{ t.a.title }}"),
                sample("Resources/Strings/en.json", #"{"a": {"heading": "x"}}"#),
            ]
        ],
        kept: [
            sample(
                "Resources/Pages/a.mustache",
                "{{t.a.title}} {{page.t}} {{#t.a}}{{title}}{{/t.a}} {{>field}} {{t.all.close}}"),
            sample("Resources/Strings/en.json", #"{"a": {"title": "x"}}"#),
            SourceFile(
                path: "Sources/Web/WebComponents/Resources/Strings/en.json",
                #"{"all": {"close": "x"}}"#),
        ]
    ) { tree in
        tree.files(in: web, suffix: "mustache").flatMap { file -> [Finding] in
            let known = keys(in: tree, for: file)
            return zip(1..., file.lines).flatMap { number, line in
                textTags(in: line).filter { tag in
                    !known.contains(tag) && !known.contains { $0.hasPrefix(tag + ".") }
                }.map { Finding(file, line: number, "en.json has no text for “\($0)”") }
            }
        }
    }

    private static let textsInCodeExist = Rule(
        "every text that code asks for by its full key exists",
        broken: [
            [
                sample("A.swift", #"let a = phrases("a.heading")"#),
                sample("Resources/Strings/en.json", #"{"a": {"title": "x"}}"#),
            ],
            [
                SourceFile(
                    path: "Sources/Web/Workbench/RainPages/A.swift", #"let a = words("a.title")"#),
                SourceFile(
                    path: "Sources/Web/Workbench/SnowPages/Resources/Strings/en.json",
                    #"{"a": {"title": "x"}}"#),
            ],
        ],
        kept: [
            sample("A.swift", #"let a = words("a.title") + phrases("b.\(kind)") + title("c")"#),
            sample("Resources/Strings/en.json", #"{"a": {"title": "x"}}"#),
        ]
    ) { tree in
        tree.files(in: web, suffix: "swift").flatMap { file -> [Finding] in
            let known = keys(in: tree, for: file)
            return zip(1..., file.lines).flatMap { number, line in
                (line.components(after: "phrases(\"") + line.components(after: "words(\""))
                    .filter { !$0.contains("\\(") }
                    .filter { !known.contains($0) }
                    .map { Finding(file, line: number, "en.json has no text for “\($0)”") }
            }
        }
    }

    private static let textsAreUsed = Rule(
        "every text is asked for by a template or by code",
        broken: [
            [
                sample("Resources/Pages/a.mustache", "{{t.a.title}}"),
                sample("Resources/Strings/en.json", #"{"a": {"title": "x", "old": "y"}}"#),
            ]
        ],
        kept: [
            sample("Resources/Pages/a.mustache", "{{t.a.title}}"),
            sample("A.swift", #"let a = phrases("a.made.\(kind)") + phrases("a.one")"#),
            sample(
                "Resources/Strings/en.json",
                #"{"a": {"title": "x", "made": {"b": "y"}, "one": "z"}}"#),
        ]
    ) { tree in
        let templates = tree.files(in: web, suffix: "mustache").flatMap(\.lines)
        let asked = Set(templates.flatMap { textTags(in: $0) })
        let literals = Set(
            tree.files(in: web, suffix: "swift").flatMap(\.lines).flatMap { Self.literals(in: $0) })
        return tree.files(in: web, suffix: "json").filter { $0.path.hasSuffix("/Strings/en.json") }
            .flatMap { file in
                (texts(in: file) ?? [:]).keys.sorted().filter { key in
                    !asked.contains(key) && !literals.contains(key)
                        && !parents(of: key).contains {
                            asked.contains($0) || literals.contains($0 + ".")
                        }
                }.map { Finding(file, "nothing asks for “\($0)”") }
            }
    }

    private static let partialsExist = Rule(
        "every template that a template asks for exists",
        broken: [
            [sample("Resources/Pages/a.mustache", "{{>Components/tag}}")],
            [
                sample("Resources/Pages/a.mustache", "{{<site}}{{/site}}"),
                SourceFile(path: "Sources/Web/ProviderAPI/Resources/Layouts/site.mustache", ""),
            ],
        ],
        kept: [
            sample("Resources/Pages/a.mustache", "{{<site}}{{/site}} a < b"),
            sample("Resources/Layouts/site.mustache", "{{>Components/tag}} {{> Partials/b }}"),
            sample("Resources/Partials/b.mustache", "{{>*name}}"),
            SourceFile(
                path: "Sources/Web/WebComponents/Resources/Components/tag.mustache", ""),
        ]
    ) { tree in
        let files = tree.files(in: web, suffix: "mustache")
        let names = Dictionary(grouping: files, by: target).mapValues {
            Set($0.map(templateName))
        }
        return files.flatMap { file -> [Finding] in
            let known = folders(for: file).reduce(into: Set()) {
                $0.formUnion(names[$1] ?? [])
            }
            return zip(1..., file.lines).flatMap { number, line in
                templateTags(in: line).filter { !known.contains($0) }.map {
                    Finding(file, line: number, "there is no template “\($0)”")
                }
            }
        }
    }

    /// A layout goes by its bare name, everything else by its path below the resources.
    private static func templateName(_ file: SourceFile) -> String {
        let path = file.path.dropFirst(target(of: file).count).split(separator: "/").dropFirst()
            .drop { $0 == "Layouts" }.joined(separator: "/")
        return String(path.dropLast(".mustache".count))
    }

    /// `{{>a}}` and `{{<a}}`; not `{{>*a}}`, whose name only the values know.
    private static func templateTags(in line: String) -> [String] {
        line.split(separator: "{{", omittingEmptySubsequences: false).dropFirst()
            .compactMap { part in
                guard part.hasPrefix(">") || part.hasPrefix("<"), part.contains("}}") else {
                    return nil
                }
                let name = part.dropFirst().prefix { $0 != "}" }.filter { $0 != " " }
                return name.hasPrefix("*") ? nil : String(name)
            }
    }

    /// The folder of a file's target: a subject of the workbench is a target of its own.
    private static func target(of file: SourceFile) -> String {
        let isBench = file.path.hasPrefix(workbench + "/")
        return file.path.split(separator: "/").prefix(isBench ? 4 : 3).joined(separator: "/")
    }

    /// Where the templates and texts of a file's pages may come from: its target and what all
    /// applications have; for a subject of the workbench the shell and the parts too, and no other
    /// subject.
    private static func folders(for file: SourceFile) -> [String] {
        let own = target(of: file)
        guard own.hasPrefix(workbench + "/") else { return [own, commonFolder] }
        return [own, commonFolder, "\(workbench)/WorkbenchShell", "\(workbench)/CaseworkParts"]
    }

    /// Templates that print HTML made by our own code, each with the reason in its own comment.
    private static let unescapedAllowed: Set<String> = []

    private static let nothingIsUnescaped = Rule(
        "no template prints anything unescaped",
        broken: [
            [sample("Resources/Pages/a.mustache", "{{{page.html}}}")],
            [sample("Resources/Pages/a.mustache", "{{&page.html}}")],
        ],
        kept: [sample("Resources/Pages/a.mustache", "{{page.text}}")]
    ) { tree in
        tree.files.filter { $0.suffix == "mustache" && !unescapedAllowed.contains($0.path) }
            .flatMap { file in
                zip(1..., file.lines).filter { $1.contains("{{{") || $1.contains("{{&") }.map {
                    Finding(file, line: $0.0, "prints unescaped; escape it or give a reason")
                }
            }
    }

    /// The keys that a file's pages may ask for.
    private static func keys(in tree: SourceTree, for file: SourceFile) -> Set<String> {
        folders(for: file).reduce(into: []) { keys, folder in
            guard let strings = tree.file(folder + "/Resources/Strings/en.json") else { return }
            keys.formUnion((texts(in: strings) ?? [:]).keys)
        }
    }

    /// `{{t.a.b}}`, `{{#t.a}}` and the like, without the `t.`.
    private static func textTags(in line: String) -> [String] {
        guard line.contains("{{") else { return [] }
        return line.split(separator: "{{", omittingEmptySubsequences: false).dropFirst()
            .compactMap { part in
                let tag = part.prefix { $0 != "}" }.drop { "#^/& ".contains($0) }
                guard tag.hasPrefix("t.") else { return nil }
                return tag.dropFirst(2).prefix { $0 != " " && $0 != "(" }.description
            }
    }

    /// The texts in quotation marks on a line, up to the first interpolation in each.
    private static func literals(in line: String) -> [String] {
        guard line.contains("\"") else { return [] }
        return line.split(separator: "\"", omittingEmptySubsequences: false).map { part in
            part.contains("\\(") ? String(part.split(separator: "\\(")[0]) : String(part)
        }
    }

    private static func parents(of key: String) -> [String] {
        let parts = key.split(separator: ".")
        return (1..<max(1, parts.count)).map { parts.prefix($0).joined(separator: ".") }
    }
}

extension String {
    /// What stands between each `start` and the next quotation mark.
    fileprivate func components(after start: String) -> [String] {
        split(separator: start, omittingEmptySubsequences: false).dropFirst().map { part in
            String(part.prefix { $0 != "\"" })
        }
    }
}
