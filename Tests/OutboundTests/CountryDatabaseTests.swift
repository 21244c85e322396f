// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import TestSupport
import Testing

@testable import Outbound
import WebAddresses

/// Against a file that another implementation of the format writes.
@Suite struct CountryDatabaseTests {
    private static func path(_ name: String) throws -> String {
        try ScratchFolder.path() + "/\(UUID().uuidString)-\(name)"
    }

    private static func made() async throws -> String {
        let path = try path("country.mmdb")
        try await PythonTool.run("Tests/OutboundTests/Oracle/make_mmdb.py", [path])
        return path
    }

    @Test func `an address has the country of the network it is in`() async throws {
        let database = try CountryDatabase(path: try await Self.made())
        let expected: [(String, String?)] = [
            ("192.0.2.0", "CA"), ("192.0.2.255", "CA"), ("192.0.3.0", nil), ("192.0.1.255", nil),
            ("::ffff:192.0.2.7", "CA"), ("2001:db8:1::7", "CA"), ("2001:db8:2::7", nil),
            ("198.51.100.127", "FR"), ("198.51.100.128", nil),
            // Only where it is registered; then nothing, a wrong shape each, and both.
            ("203.0.113.1", "NL"), ("203.0.113.17", nil), ("203.0.113.33", nil),
            ("203.0.113.49", nil), ("203.0.113.65", nil), ("203.0.113.81", "DE"), ("::1", nil),
        ]
        for (text, country) in expected {
            let address = try #require(IPAddress(text))
            #expect(database.country(of: address) == country, "\(text)")
        }
    }

    @Test func `a file that is not there is unreadable`() throws {
        #expect(throws: CountryDatabaseError.unreadable) {
            try CountryDatabase(path: try Self.path("none.mmdb"))
        }
    }

    @Test(arguments: [0, 1, 100, 4_096])
    func `a file of something else is malformed`(bytes: Int) throws {
        let path = try Self.path("noise.mmdb")
        try Data((0..<bytes).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            .write(to: URL(fileURLWithPath: path))
        #expect(throws: CountryDatabaseError.self) { try CountryDatabase(path: path) }
    }

    @Test(arguments: [0.1, 0.5, 0.9])
    func `a file that was cut short is refused or knows less, and nothing worse`(
        part: Double
    ) async throws {
        let whole = try Data(contentsOf: URL(fileURLWithPath: try await Self.made()))
        let path = try Self.path("cut.mmdb")
        try whole.prefix(Int(Double(whole.count) * part)).write(to: URL(fileURLWithPath: path))
        guard let database = try? CountryDatabase(path: path) else { return }
        let address = try #require(IPAddress("192.0.2.1"))
        #expect([nil, "CA"].contains(database.country(of: address)))
    }
}
