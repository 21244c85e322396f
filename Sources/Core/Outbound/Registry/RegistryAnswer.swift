// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ReportFormats
import WebAddresses

/// Reads the answers of registries: RFC 9083, with the shapes the five regional ones really send.
struct RegistryAnswer {
    // LIMIT: characters kept of a name or handle; they are shown on pages.
    private static let nameCharactersMax = 200

    // LIMIT: contacts read of one answer; registries send some ten.
    private static let contactsMax = 500

    private let root: JSONValue
    private let contacts: [RegistryContact]

    init(parsing bytes: [UInt8]) throws(RegistryFault) {
        guard let root = try? JSONValue(parsing: bytes), case .object = root else {
            throw .badAnswer
        }
        self.root = root
        contacts = Self.contacts(in: root)
    }

    /// The network, if this answer is about one that holds the address asked for.
    func network(holding address: IPAddress?, at source: WebAddress) -> NetworkRecord? {
        guard objectClass == "ip network" else { return nil }
        guard let start = Self.address(root["startAddress"]) ?? address,
            let end = Self.address(root["endAddress"]) ?? address, start.family == end.family,
            start <= end
        else { return nil }
        if let address, address.family != start.family || address < start || end < address {
            return nil
        }
        // Some registries give a network no handle; its first address names it as well.
        let first = short(root["startAddress"]).map { _ in start.description }
        guard let handle = short(root["handle"]) ?? short(root["name"]) ?? first else {
            return nil
        }
        let abuse = abuseContact
        let parent = root["links"]?.elements.first { $0["rel"]?.text == "up" }?["href"]?.text
        return NetworkRecord(
            handle: handle, name: short(root["name"]) ?? handle, startAddress: start,
            endAddress: end, country: Self.country(root["country"]), abuseEmail: abuse?.email,
            abuseRole: abuse?.role, hasUnreadContact: hasUnreadContact,
            organisation: organisation,
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
        return mailboxNamedAbuse.map { ($0, .abuse) }
    }

    /// A mailbox whose own name says that it is for abuse: under whatever role, or in a remark.
    private var mailboxNamedAbuse: String? {
        let remarks = root["remarks"]?.elements.flatMap { $0["description"]?.elements ?? [] } ?? []
        let texts = remarks.prefix(Self.contactsMax).compactMap(\.text)
        return (contacts.flatMap(\.emails) + texts.flatMap(RegistryContact.mailboxes(in:)))
            .first { $0.lowercased().hasPrefix("abuse@") }
    }

    private var organisation: String? {
        contacts.first { $0.roles.contains("registrant") && $0.name != nil }?.name
    }

    /// All entities, nested ones after those that hold them: registries put the abuse contact
    /// inside the organisation's entity.
    private static func contacts(in root: JSONValue) -> [RegistryContact] {
        var found: [RegistryContact] = []
        var waiting = entities(of: root)
        while !waiting.isEmpty, found.count < contactsMax {
            var next: [JSONValue] = []
            for entity in waiting.prefix(contactsMax - found.count) {
                found.append(RegistryContact(entity))
                next += entities(of: entity)
            }
            waiting = next
        }
        return found
    }

    /// A list of them, or one that stands there alone.
    private static func entities(of value: JSONValue) -> [JSONValue] {
        guard let entities = value["entities"] else { return [] }
        return if case .object = entities { [entities] } else { entities.elements }
    }

    /// Whether the answer has something like a mail address where this reader found none that it
    /// can use: a shape to be told of.
    private var hasUnreadContact: Bool {
        guard abuseContact == nil else { return false }
        // LIMIT: values looked through of one answer.
        var left = 20_000
        var waiting = [root["entities"], root["remarks"]].compactMap(\.self)
        while let value = waiting.popLast(), left > 0 {
            left -= 1
            switch value {
            case .string(let text): if text.contains("@") { return true }
            case .array(let values): waiting += values.prefix(left)
            case .object(let members): waiting += members.prefix(left).map(\.value)
            case .number, .bool, .null: break
            }
        }
        return false
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
