// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import TestSupport
import Testing

@testable import Outbound
import WebAddresses

@Suite struct RegistryBootstrapTests {
    private static let ipv4 = """
        {"description": "RDAP bootstrap file for IPv4 address allocations", "version": "1.0",
         "publication": "2026-01-01T00:00:00Z", "services": [
          [["192.0.0.0/8"], ["https://rdap.one.test/registry/", "http://rdap.one.test/registry/"]],
          [["192.0.2.0/24", "198.51.100.0/24"], ["http://rdap.two.test", "https://rdap.two.test"]],
          [["nonsense", "203.0.113.0/24"], ["http://rdap.three.test/"]],
          [["203.0.114.0/24"], ["ftp://rdap.four.test/"]], [[], []], [], 7
        ]}
        """
    private static let dns = """
        {"services": [[["test", "EXAMPLE"], ["https://rdap.names.test/"]],
                      [["co.example"], ["https://rdap.co.test/"]]]}
        """

    @Test(
        arguments: [
            ("192.1.1.1", "https://rdap.one.test/registry/"),
            ("192.0.2.7", "https://rdap.two.test/"), ("198.51.100.7", "https://rdap.two.test/"),
            ("203.0.113.7", "http://rdap.three.test/"), ("203.0.114.7", nil), ("9.9.9.9", nil),
            ("::ffff:192.0.2.7", "https://rdap.two.test/"), ("2001:db8::1", nil),
        ])
    func `the longest prefix decides, and https is preferred`(text: String, base: String?) throws {
        let bootstrap = try RegistryBootstrap(ipv4: Array(Self.ipv4.utf8))
        #expect(bootstrap.base(for: try #require(IPAddress(text)))?.text == base)
    }

    @Test(
        arguments: [
            ("www.chatons.test", "https://rdap.names.test/"),
            ("a.example", "https://rdap.names.test/"), ("a.co.example", "https://rdap.co.test/"),
            ("A.CO.EXAMPLE", "https://rdap.co.test/"), ("example.org", nil),
        ])
    func `the longest end of a name decides`(name: String, base: String?) throws {
        let bootstrap = try RegistryBootstrap(dns: Array(Self.dns.utf8))
        #expect(bootstrap.base(forDomain: name)?.text == base)
    }

    @Test(arguments: ["{", "[]", "kittens", "{}"])
    func `a file that is none is refused`(text: String) {
        #expect(throws: RegistryBootstrap.Fault.malformed) {
            try RegistryBootstrap(ipv6: Array(text.utf8))
        }
    }

    @Test func `a folder may lack a file, and may not hold one that is too large`() throws {
        let folder = URL(fileURLWithPath: try ScratchFolder.path())
            .appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(Self.ipv4.utf8).write(to: folder.appendingPathComponent("ipv4.json"))
        let bootstrap = try RegistryBootstrap(folder: folder.path)
        #expect(bootstrap.base(for: try #require(IPAddress("192.0.2.7"))) != nil)
        #expect(bootstrap.base(forDomain: "a.test") == nil)
        try Data(count: 5 << 20).write(to: folder.appendingPathComponent("dns.json"))
        #expect(throws: RegistryBootstrap.Fault.unreadable) {
            try RegistryBootstrap(folder: folder.path)
        }
    }
}
