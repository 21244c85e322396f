// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ReportFormats
import WebAddresses

/// Reads the answers of registries: RFC 9083, with the shapes the five regional ones really send.
struct RegistryAnswer {
    private struct Contact {
        let roles: [String]
        let emails: [String]
        let name: String?
    }

    // LIMIT: characters kept of a name or handle; they are shown on pages.
    private static let nameCharactersMax = 200

    // LIMIT: contacts read of one answer; registries send some ten.
    private static let contactsMax = 500

    private let root: JSONValue
    private let contacts: [Contact]

    init(parsing bytes: [UInt8]) throws(RegistryFault) {
        guard let root = try? JSONValue(parsing: bytes), case .object = root else {
            throw .badAnswer
        }
        self.root = root
        contacts = Self.contacts(in: root)
    }

    /// The network, if this answer is about one that holds the address asked for.
    func network(holding address: IPAddress?, at source: WebAddress) -> NetworkRecord? {
        guard objectClass == "ip network", let handle = short(root["handle"]) else { return nil }
        guard let start = Self.address(root["startAddress"]) ?? address,
            let end = Self.address(root["endAddress"]) ?? address, start.family == end.family,
            start <= end
        else { return nil }
        if let address, address.family != start.family || address < start || end < address {
            return nil
        }
        let abuse = abuseContact
        let parent = root["links"]?.elements.first { $0["rel"]?.text == "up" }?["href"]?.text
        return NetworkRecord(
            handle: handle, name: short(root["name"]) ?? handle, startAddress: start,
            endAddress: end, country: Self.country(root["country"]), abuseEmail: abuse?.email,
            abuseRole: abuse?.role, organisation: organisation,
            parentHandle: short(root["parentHandle"]),
            parentAddress: parent.flatMap { source.resolving($0) })
    }

    func domain(named name: String) -> DomainRecord? {
        guard objectClass == "domain" else { return nil }
        let registered = root["ldhName"]?.text?.lowercased() ?? name
        let abuse = abuseContact
        return DomainRecord(
            name: String(registered.prefix(Self.nameCharactersMax)),
            registrar: contacts.first { $0.roles.contains("registrar") }?.name,
            abuseEmail: abuse?.email, abuseRole: abuse?.role)
    }

    private var objectClass: String? { root["objectClassName"]?.text?.lowercased() }

    private var abuseContact: (email: String, role: ContactRole)? {
        for role in ContactRole.allCases {
            for contact in contacts where contact.roles.contains(role.rawValue) {
                if let email = contact.emails.first { return (email, role) }
            }
        }
        return nil
    }

    private var organisation: String? {
        contacts.first { $0.roles.contains("registrant") && $0.name != nil }?.name
    }

    /// All entities, nested ones after those that hold them: registries put the abuse contact
    /// inside the organisation's entity.
    private static func contacts(in root: JSONValue) -> [Contact] {
        var found: [Contact] = []
        var waiting = root["entities"]?.elements ?? []
        while !waiting.isEmpty, found.count < contactsMax {
            var next: [JSONValue] = []
            for entity in waiting.prefix(contactsMax - found.count) {
                found.append(contact(entity))
                next += entity["entities"]?.elements ?? []
            }
            waiting = next
        }
        return found
    }

    private static func contact(_ entity: JSONValue) -> Contact {
        var emails: [String] = []
        var names: [String: String] = [:]
        for row in entity["vcardArray"]?.elements.dropFirst().first?.elements ?? [] {
            let fields = row.elements
            guard fields.count >= 4, let property = fields[0].text?.lowercased() else { continue }
            // A value can be structured: a list of texts.
            let values = fields[3...].flatMap { [$0] + $0.elements }.compactMap(\.text)
            switch property {
            case "email":
                emails += values.compactMap { text in
                    let plain = text.hasPrefix("mailto:") ? String(text.dropFirst(7)) : text
                    return MailAddress(plain)?.text
                }
            case "fn", "org":
                if names[property] == nil, let text = values.first(where: { !$0.isEmpty }) {
                    names[property] = String(text.prefix(nameCharactersMax))
                }
            default: break
            }
        }
        let roles = entity["roles"]?.elements.compactMap { $0.text?.lowercased() } ?? []
        return Contact(roles: roles, emails: emails, name: names["org"] ?? names["fn"])
    }

    private func short(_ value: JSONValue?) -> String? {
        guard let text = value?.text, !text.isEmpty else { return nil }
        return String(text.prefix(Self.nameCharactersMax))
    }

    /// Some registries write the length after the address.
    private static func address(_ value: JSONValue?) -> IPAddress? {
        value?.text.flatMap { text in IPAddress(text.prefix { $0 != "/" }) }
    }

    private static func country(_ value: JSONValue?) -> String? {
        guard let code = value?.text?.uppercased(), code.utf8.count == 2,
            code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { return nil }
        return code
    }
}
