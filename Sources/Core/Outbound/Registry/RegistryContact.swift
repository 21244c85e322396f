// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ReportFormats

/// One contact of a registry's answer: what it is for, and the mail addresses that it names, in
/// whatever place and shape they stand.
///
/// RFC 9083 has a card in JSON (RFC 7095); registries also write links, lists, names beside the
/// address, plain members, and the newer cards of RFC 9553.
struct RegistryContact {
    let roles: [String]
    /// As they stand there, the first one first.
    let emails: [String]
    let name: String?

    // LIMIT: characters kept of a name; it is shown on pages.
    private static let nameCharactersMax = 200

    init(_ entity: JSONValue) {
        var emails: [String] = []
        var names: [String: String] = [:]
        for row in Self.rows(of: entity["vcardArray"]) {
            let fields = row.elements
            guard fields.count >= 4, let property = fields[0].text?.lowercased() else { continue }
            // A value can be structured: a list of texts.
            let values = fields[3...].flatMap { [$0] + $0.elements }.compactMap(\.text)
            switch property {
            case "email": emails += values.flatMap(Self.mailboxes(in:))
            case "contact-uri", "url", "impp", "uri":
                emails += values.filter { $0.lowercased().contains("mailto:") }
                    .flatMap(Self.mailboxes(in:))
            case "fn", "org":
                if names[property] == nil, let text = values.first(where: { !$0.isEmpty }) {
                    names[property] = String(text.prefix(Self.nameCharactersMax))
                }
            default: break
            }
        }
        for member in ["email", "emails", "mail", "abuse-mailbox"] {
            emails += Self.texts(of: entity[member]).flatMap(Self.mailboxes(in:))
        }
        for member in ["jscontact_card", "jscard"] {
            emails += Self.texts(of: entity[member]?["emails"]).flatMap(Self.mailboxes(in:))
        }
        self.emails = emails
        // One role may come without its list.
        let stated = entity["roles"].map { [$0] + $0.elements } ?? []
        roles = stated.compactMap { $0.text?.lowercased() }
        name = names["org"] ?? names["fn"]
    }

    /// The rows of a card, with the word `vcard` before them or without.
    private static func rows(of card: JSONValue?) -> [JSONValue] {
        let parts = card?.elements ?? []
        if parts.first?.text != nil { return parts.dropFirst().first?.elements ?? [] }
        // A card without its word: its rows, or a list of them.
        return parts.first?.elements.first?.text != nil ? parts : parts.first?.elements ?? []
    }

    /// The texts of a member: itself, those of a list, or the addresses of named entries.
    private static func texts(of value: JSONValue?) -> [String] {
        switch value {
        case .string(let text)?: [text]
        case .array(let values)?:
            values.compactMap { $0.text ?? $0["address"]?.text ?? $0["value"]?.text }
        case .object(let members)?:
            members.compactMap { $0.value.text ?? $0.value["address"]?.text }
        case .number?, .bool?, .null?, nil: []
        }
    }

    /// The addresses in a text that may hold several, with names and brackets, or be a link.
    ///
    /// None in a text with a control character: somebody wants more of it than an address.
    static func mailboxes(in text: String) -> [String] {
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { return [] }
        // LIMIT: characters; a line of several addresses with names has some hundred.
        return text.prefix(2_000).split { ",;<>()[]\"' ".contains($0) }.compactMap { word in
            let plain = word.lowercased().hasPrefix("mailto:") ? word.dropFirst(7) : word
            return MailAddress(String(plain.prefix { $0 != "?" }))?.text
        }
    }
}
