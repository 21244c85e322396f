// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Testing

@testable import Outbound
import WebAddresses

/// The shapes in which the regional registries really lay their answers out.
@Suite struct RegistryAnswerTests {
    /// A contact; `rows` are its card's, after the version.
    private static func entity(
        _ roles: String, rows: String = "", holding entities: String = ""
    ) -> String {
        """
        {"objectClassName":"entity","handle":"E","roles":[\(roles)],"vcardArray":["vcard",\
        [["version",{},"text","4.0"]\(rows.isEmpty ? "" : ",")\(rows)]],"entities":[\(entities)]}
        """
    }

    private static func record(
        _ entities: String, first: String = "192.0.2.0", last: String = "192.0.2.255",
        more: String = ""
    ) throws -> NetworkRecord? {
        let text = """
            {"rdapConformance":["nro_rdap_profile_0","rdap_level_0"],"notices":[{"title":"Terms"}],\
            "objectClassName":"ip network","handle":"NET-192-0-2-0-1","startAddress":"\(first)",\
            "endAddress":"\(last)","ipVersion":"v4","name":"EXAMPLE","type":"DIRECT ALLOCATION",\
            "entities":[\(entities)],"status":["active"]\(more)}
            """
        let source = try WebAddress.read("https://rdap.example.test/registry/ip/192.0.2.7")
        return try RegistryAnswer(parsing: Array(text.utf8))
            .network(holding: IPAddress("192.0.2.7"), at: source)
    }

    private static let abuse = entity(
        #""abuse""#, rows: #"["fn",{},"text","Abuse"],["email",{},"text","abuse@example.test"]"#)

    @Test func `an abuse desk inside an organisation that has desks of its own`() throws {
        let technical = Self.entity(
            #""technical","noc""#, rows: #"["email",{},"text","noc@example.test"]"#)
        let organisation = Self.entity(
            #""registrant""#,
            rows:
                #"["fn",{},"text","Example Hosting"],["adr",{"label":"1 Rain St"},"text",["",""]]"#,
            holding: technical + "," + Self.abuse)
        let record = try #require(
            try Self.record(organisation, more: #","parentHandle":"NET-192-0-0-0-0""#))
        #expect(record.abuseEmail == "abuse@example.test")
        #expect(record.abuseRole == .abuse)
        #expect(record.organisation == "Example Hosting")
        #expect(record.parentHandle == "NET-192-0-0-0-0")
    }

    @Test func `a desk for operations, when there is none for abuse`() throws {
        let noc = Self.entity(#""noc""#, rows: #"["email",{},"text","noc@example.test"]"#)
        let technical = Self.entity(
            #""technical""#, rows: #"["email",{},"text","tech@example.test"]"#)
        let record = try #require(try Self.record(technical + "," + noc))
        #expect(record.abuseEmail == "noc@example.test")
        #expect(record.abuseRole == .noc)
    }

    @Test(arguments: [#""registrant""#, #""administrative""#, #""billing""#, #""sponsor""#])
    func `nobody is written to who has nothing to do with abuse`(role: String) throws {
        let contact = Self.entity(role, rows: #"["email",{},"text","person@example.test"]"#)
        #expect(try Self.record(contact)?.abuseEmail == nil)
    }

    @Test(
        arguments: [
            (#"["email",{"type":"work"},"text","a@example.test"]"#, "a@example.test"),
            (#"["email",{},"text",["a@example.test","b@example.test"]]"#, "a@example.test"),
            (#"["email",{},"uri","mailto:a@example.test"]"#, "a@example.test"),
            (#"["EMAIL",{},"text","A@Example.TEST"]"#, "A@example.test"),
            (
                #"["email",{},"text","not a mailbox"],["email",{},"text","a@example.test"]"#,
                "a@example.test"
            ),
            (#"["email",{},"text","a@example.test\r\nBcc: x@example.test"]"#, nil),
            (#"["email",{},"text","a@example.test,b@example.test"]"#, "a@example.test"),
            (#"["email",{},"text",""]"#, nil), (#"["email",{},"text",7]"#, nil),
            (#"["email",{},"text"]"#, nil), (#"["email"]"#, nil), (#""email""#, nil), (#"{}"#, nil),
        ])
    func `a card is read as far as it makes sense`(rows: String, email: String?) throws {
        #expect(try Self.record(Self.entity(#""abuse""#, rows: rows))?.abuseEmail == email)
    }

    @Test(
        arguments: [
            ("192.0.2.0/32", "192.0.2.255/32"), ("192.0.2.7", "192.0.2.7"),
            ("0.0.0.0", "255.255.255.255"),
        ])
    func `the ends of a network are read with or without a length`(
        first: String, last: String
    ) throws {
        #expect(try Self.record(Self.abuse, first: first, last: last) != nil)
    }

    @Test(
        arguments: [
            (#""CA""#, "CA"), (#""ca""#, "CA"), (#""""#, nil), (#""CAN""#, nil), (#""C1""#, nil),
            ("null", nil), ("7", nil), (#""éa""#, nil),
        ])
    func `a country has two letters or is none`(value: String, country: String?) throws {
        let record = try Self.record(Self.abuse, more: #","country":\#(value)"#)
        #expect(try #require(record).country == country)
    }

    @Test(
        arguments: [
            (
                #"[{"rel":"up","href":"https://rdap.example.test/ip/192.0.0.0/16"}]"#,
                "https://rdap.example.test/ip/192.0.0.0/16"
            ),
            (
                #"[{"rel":"self"},{"rel":"up","href":"../ip/192.0.0.0/16"}]"#,
                "https://rdap.example.test/registry/ip/192.0.0.0/16"
            ),
            (#"[{"rel":"up","href":"file:///etc/passwd"}]"#, nil),
            (#"[{"rel":"up"}]"#, nil), (#"[7]"#, nil), (#"{}"#, nil),
        ])
    func `the way up is a link, or there is none`(links: String, target: String?) throws {
        let record = try Self.record(Self.abuse, more: #","links":\#(links)"#)
        #expect(try #require(record).parentAddress?.text == target)
    }

    @Test func `long names are cut, and thousands of contacts left`() throws {
        let name = String(repeating: "k", count: 5_000)
        let organisation = Self.entity(#""registrant""#, rows: #"["fn",{},"text","\#(name)"]"#)
        let crowd = Array(repeating: Self.entity(#""technical""#), count: 2_000)
            .joined(separator: ",")
        let record = try #require(
            try Self.record([organisation, crowd, Self.abuse].joined(separator: ",")))
        #expect(record.organisation?.count == 200)
        #expect(record.abuseEmail == nil)
    }

    @Test(arguments: [
        #"["email",{},"text","abuse@a.test, second@a.test"]"#,
        #"["email",{},"text","Abuse Desk <abuse@a.test>"]"#,
        #"["email",{},"text"," abuse@a.test "]"#,
        #"["email",{},"text","not an address","abuse@a.test"]"#,
        #"["email",{},"text",["abuse@a.test"]]"#,
        #"["EMAIL",{},"uri","mailto:abuse@a.test?subject=Abuse"]"#,
        #"["contact-uri",{},"uri","mailto:abuse@a.test"]"#,
        #"["url",{},"uri","MAILTO:abuse@a.test"]"#,
    ])
    func `the first usable mailbox is used, in whatever shape a card has it`(
        row: String
    ) throws {
        let record = try #require(try Self.record(Self.entity(#""abuse""#, rows: row)))
        #expect(record.abuseEmail == "abuse@a.test")
        #expect(!record.hasUnreadContact)
    }

    @Test(arguments: [
        #"{"roles":"abuse","vcardArray":["vcard",[["email",{},"text","abuse@a.test"]]]}"#,
        #"{"roles":["abuse"],"vcardArray":[["email",{},"text","abuse@a.test"]]}"#,
        #"{"roles":["abuse"],"vcardArray":[[["email",{},"text","abuse@a.test"]]]}"#,
        #"{"roles":["abuse"],"email":"abuse@a.test"}"#,
        #"{"roles":["abuse"],"emails":[{"value":"abuse@a.test"}]}"#,
        #"{"roles":["abuse"],"jscontact_card":{"emails":{"e1":{"address":"abuse@a.test"}}}}"#,
        #"{"vcardArray":["vcard",[["email",{},"text","abuse@a.test"]]]}"#,
    ])
    func `a contact is found in places of its own`(entity: String) throws {
        let record = try #require(try Self.record(entity))
        #expect(record.abuseEmail == "abuse@a.test" && record.abuseRole == .abuse)
    }

    @Test func `a network without a handle is read, and one with its contact in a remark`() throws {
        let text = """
            {"objectClassName":"ip network","startAddress":"192.0.2.0","endAddress":"192.0.2.255",\
            "remarks":[{"description":["Abuse reports go to abuse@a.test (24 hours)."]}]}
            """
        let source = try WebAddress.read("https://rdap.example.test/registry/ip/192.0.2.7")
        let record = try #require(
            try RegistryAnswer(parsing: Array(text.utf8))
                .network(holding: IPAddress("192.0.2.7"), at: source))
        #expect(record.handle == "192.0.2.0" && record.abuseEmail == "abuse@a.test")
    }

    @Test func `a contact that nobody can read is told of`() throws {
        let odd = #"{"roles":["abuse"],"card":[{"reach":"desk at a.test, or desk@a.test"}]}"#
        #expect(try #require(try Self.record(odd)).hasUnreadContact)
        #expect(try #require(try Self.record("")).hasUnreadContact == false)
        let plain = try #require(try Self.record(Self.abuse))
        #expect(plain.hasUnreadContact == false)
    }
}
