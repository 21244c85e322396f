// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

@testable import Outbound
@testable import WebAddresses

/// What registries answer about networks and domains.
extension FuzzTarget {
    static let registries = [registryAnswer, registryBootstrap]

    private static let network = """
        {"objectClassName":"ip network","handle":"NET-1","startAddress":"192.0.2.0",\
        "endAddress":"192.0.2.255/24","name":"N","country":"ca","parentHandle":"P",\
        "links":[{"rel":"up","href":"../ip/192.0.0.0"}],"entities":[{"roles":["registrant"],\
        "vcardArray":["vcard",[["fn",{},"text","A"],["org",{},"text",["B","C"]]]],\
        "entities":[{"roles":["Abuse"],"vcardArray":["vcard",\
        [["email",{},"text","mailto:abuse@a.example.org"]]]}]}]}
        """
    private static let domain = """
        {"objectClassName":"domain","ldhName":"EXAMPLE.org","entities":[{"roles":["registrar"],\
        "vcardArray":["vcard",[["fn",{},"text","R"],["email",{},"uri","a@b.example.org"]]]}]}
        """

    private static let registryAnswer = FuzzTarget(
        text: "registry-answer", bytesMax: 4_096, seeds: { [network, domain] }
    ) { text in
        guard let answer = try? RegistryAnswer(parsing: Array(text.utf8)),
            let source = WebAddress("https://rdap.example.org/ip/192.0.2.1")
        else { return }
        let asked = IPAddress(v4: 0xc000_0201)
        for address in [asked, nil] {
            guard let found = answer.network(holding: address, at: source) else { continue }
            try hold(found.startAddress <= found.endAddress, "a network has an order")
            try hold(address.map(found.contains) ?? true, "it holds what was asked for")
            try hold(found.handle.count <= 200 && found.name.count <= 200, "texts are short")
            try isMailAddress(found.abuseEmail)
            if let country = found.country {
                try hold(country.utf8.allSatisfy { (65...90).contains($0) }, "a country's code")
            }
        }
        guard let found = answer.domain(named: "example.org") else { return }
        try hold(found.name.count <= 200, "texts are short")
        try isMailAddress(found.abuseEmail)
    }

    private static func isMailAddress(_ text: String?) throws {
        guard let text else { return }
        try hold(MailAddress(text)?.text == text, "an abuse address can be written to")
    }

    private static let registryBootstrap = FuzzTarget(
        text: "registry-bootstrap", bytesMax: 2_048,
        seeds: {
            [
                #"{"services":[[["192.0.2.0/24"],["http://a.test/","https://b.test"]]]}"#,
                #"{"services":[[["x@y"],["org","test"],["https://rdap.example.org/v1"]]]}"#,
                #"{"services":[[["2001:db8::/32"],[]],[["::/0"],["https://c.test/"]]]}"#,
            ]
        }
    ) { text in
        let bytes = Array(text.utf8)
        guard let registries = try? RegistryBootstrap(ipv4: bytes, ipv6: bytes, dns: bytes) else {
            return
        }
        for address in [IPAddress(v4: 0xc000_0201), IPAddress(v6: 0x2001_0db8 << 96)] {
            if let base = registries.base(for: address) {
                try hold(base.path.hasSuffix("/"), "a base address ends in a slash")
            }
        }
        if let base = registries.base(forDomain: "www.example.org") {
            try hold(base.text.hasSuffix("/") || base.query != nil, "so does a domain's")
        }
    }
}
