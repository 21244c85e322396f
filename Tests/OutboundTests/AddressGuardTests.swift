// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Testing

@testable import Outbound
import WebAddresses

@Suite struct AddressGuardTests {
    @Test(
        arguments: [
            // IPv4: this network, private, carrier-grade NAT, loopback, link-local.
            "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0",
            "100.127.255.255", "127.0.0.1", "127.255.255.254", "169.254.0.1", "169.254.169.254",
            "172.16.0.0", "172.31.255.255", "192.168.0.1", "192.168.255.255",
            // Protocol assignments, documentation, benchmarks, former relays, a cloud's metadata.
            "192.0.0.1", "192.0.0.192", "192.0.2.1", "198.51.100.1", "203.0.113.255",
            "198.18.0.0", "198.19.255.255", "192.88.99.1", "168.63.129.16", "100.100.100.200",
            // Multicast, reserved, broadcast.
            "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        ])
    func `no connection leaves for an IPv4 address that is not public`(text: String) throws {
        #expect(!AddressGuard().isAllowed(try #require(IPAddress(text))))
    }

    @Test(
        arguments: [
            // Unspecified, loopback, unique local, link-local, site-local, multicast, discard.
            "::", "::1", "fc00::1", "fdff:ffff::1", "fe80::1", "febf::1", "fec0::1", "ff02::1",
            "100::1",
            // Documentation, Teredo, ORCHID, benchmarks, SRv6, unassigned.
            "2001:db8::1", "3fff::1", "3fff:fff:ffff::1", "2001:0:1:2::3", "2001:10::1",
            "2001:20::1", "2001:2::1", "5f00::1", "4000::1", "e000::1",
            // IPv4 inside: mapped, compatible, translated, 6to4, ISATAP.
            "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
            "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
            "2002:7f00:1::1", "2002:a9fe:a9fe::", "2002:c0a8:101::1",
            "2600::5efe:a00:1", "2600::200:5efe:7f00:1",
        ])
    func `no connection leaves for an IPv6 address that is not public`(text: String) throws {
        #expect(!AddressGuard().isAllowed(try #require(IPAddress(text))))
    }

    @Test(
        arguments: [
            "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
            "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255",
            "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0", "198.17.255.255",
            "198.20.0.0", "223.255.255.255", "::ffff:1.1.1.1", "2000::1", "2001:200::1",
            "2001:db7:ffff::1", "2001:db9::1", "2002:101:101::1", "2600::1", "3ffe::1",
            "64:ff9b::101:101",
        ])
    func `the neighbours of every block are public`(text: String) throws {
        #expect(AddressGuard().isAllowed(try #require(IPAddress(text))))
    }

    @Test func `a block that a setting lists is allowed, and nothing beside it`() throws {
        let addressGuard = AddressGuard(allowing: [try #require(AddressRange("127.0.1.0/24"))])
        #expect(addressGuard.isAllowed(try #require(IPAddress("127.0.1.7"))))
        #expect(addressGuard.isAllowed(try #require(IPAddress("::ffff:127.0.1.7"))))
        #expect(!addressGuard.isAllowed(try #require(IPAddress("127.0.0.1"))))
        #expect(!addressGuard.isAllowed(try #require(IPAddress("10.0.0.1"))))
    }

    @Test(arguments: ["9.9.9.9", "::ffff:9.9.9.9", "64:ff9b::909:909", "2002:909:909::1"])
    func `a block that a setting denies is denied in every form`(text: String) throws {
        let denying = AddressGuard(
            allowing: [try #require(AddressRange("9.9.9.0/24"))],
            denying: [try #require(AddressRange("9.9.9.9/32"))])
        #expect(!denying.isAllowed(try #require(IPAddress(text))))
        #expect(denying.isAllowed(try #require(IPAddress("9.9.9.10"))))
    }

    @Test func `no line of the tables is misspelt`() {
        #expect(AddressGuard.specialV4.count == 16)
        #expect(AddressGuard.globalV6.count == 1)
        #expect(AddressGuard.specialV6.count == 3)
        #expect(AddressGuard.translatedV6.count == 1)
        #expect(AddressGuard.sixToFour.count == 1)
    }
}
