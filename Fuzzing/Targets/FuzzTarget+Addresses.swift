// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import NightlightCore

@testable import Outbound
@testable import WebAddresses

/// Addresses that are reported, followed and connected to.
extension FuzzTarget {
    static let addresses = [
        webAddress, webResolution, webHost, ipAddress, addressRange, addressGuard, retryAfter,
    ]

    private static let samples = [
        "https://pictures.example.org/a/../b?c=d#e", "hxxps://pictures[.]example[.]org/x(.)y",
        "<HTTP://[2001:DB8::1]:8080\\a%7e%2f%zz>", "h**p://bücher.example/é?ü", "a.test:443/",
        "“https://a.test/”", "http[:]//a[dot]test", "https://ａ。test",
    ]

    private static func isNormal(_ address: WebAddress) throws {
        let text = address.text
        try hold(text.utf8.allSatisfy { (0x21...0x7e).contains($0) }, "printable ASCII")
        try hold(text.utf8.count <= WebAddress.textBytesMax, "no longer than is allowed")
        try hold(address.path.hasPrefix("/"), "a path begins with a slash")
        try hold((1...65_535).contains(address.port), "a port is a port")
        try hold(WebAddress(text) == address, "read again it is the same: \(text)")
    }

    private static let webAddress = FuzzTarget(
        text: "web-address", bytesMax: 512, seeds: { samples }
    ) { text in
        guard let address = WebAddress(text) else { return }
        try isNormal(address)
        let defanged = AddressReading(typed: address.defanged)
        try hold(
            defanged.candidates.map(\.origin) == [address.origin],
            "defanged and read again it is the same place: \(address.defanged)")
        try hold(address.defanged.hasPrefix("hxxp"), "what is defanged cannot be clicked")
    }

    private static let webResolution = FuzzTarget(
        "web-resolution", bytesMax: 1_024,
        seeds: {
            [
                "https://a.example.org/b/c?d\0../e/./f?g#h", "http://a.test/\0//b.test\\c",
                "https://[2001:db8::1]:8443/\0https:/\\x.test", "http://a.test/é\0?q",
            ].map { Array($0.utf8) }
        }
    ) { bytes in
        var input = FuzzInput(bytes)
        guard let page = WebAddress(input.text()) else { return }
        guard let found = page.resolving(input.text()) else { return }
        try isNormal(found)
        try hold(found.resolving(found.text) == found, "an absolute reference is itself")
    }

    private static let webHost = FuzzTarget(
        text: "web-host", bytesMax: 256,
        seeds: {
            [
                "[::ffff:192.0.2.1]", "bücher.example.", "A_b.TEST", "192.0.2.1", "1.2.3.04",
                "0x7f.1",
            ]
        }
    ) { text in
        guard let host = WebHost(text) else { return }
        try hold(WebHost(host.text) == host, "read again it is the same: \(host.text)")
        switch host {
        case .name(let name):
            try hold((1...WebHost.nameBytesMax).contains(name.utf8.count), "names are short")
            try hold(name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }, "names are ASCII")
            var address = in_addr()
            // SAFETY: both are alive for the call, which writes only the address.
            let isAddress = unsafe inet_aton(name, &address) != 0
            try hold(!isAddress, "what the system takes for an address is no name: \(name)")
        case .address(let address): try hold(address.unmapped == address, "mapped ones are not")
        }
    }

    /// The system's own reader of addresses, for comparison.
    private static func systemReads(_ text: String) -> IPAddress? {
        guard !text.utf8.contains(0) else { return nil }
        let isV6 = text.utf8.contains(UInt8(ascii: ":"))
        var bytes = [UInt8](repeating: 0, count: isV6 ? 16 : 4)
        // SAFETY: the array has the bytes that an address of the family has.
        let result = unsafe inet_pton(isV6 ? AF_INET6 : AF_INET, text, &bytes)
        return result == 1 ? IPAddress(bytes: bytes) : nil
    }

    private static let ipAddress = FuzzTarget(
        text: "ip-address", bytesMax: 64,
        seeds: {
            ["192.0.2.1", "2001:db8::1", "::", "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8", "01.2.3.4"]
        }
    ) { text in
        let address = IPAddress(text)
        try hold(address == systemReads(text), "the system reads the same: \(text)")
        guard let address else { return }
        try hold(IPAddress(address.description) == address, "read again it is the same")
        try hold(IPAddress(bytes: address.bytes) == address, "and from its bytes")
    }

    private static let addressRange = FuzzTarget(
        text: "address-range", bytesMax: 64,
        seeds: { ["10.0.0.0/8", "2001:db8::/32", "192.0.2.1", "0.0.0.0/0", "::/0"] }
    ) { text in
        guard let range = AddressRange(text) else { return }
        try hold(AddressRange(range.description) == range, "read again it is the same")
        try hold(range.contains(range.base), "its first address is in it")
    }

    private static let addressGuard = FuzzTarget(
        "address-guard", bytesMax: 16,
        seeds: {
            [
                [127, 0, 0, 1], [8, 8, 8, 8],
                [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 1],
                [0x20, 0x02, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            ]
        }
    ) { bytes in
        guard let address = IPAddress(bytes: bytes) else { return }
        let guarding = AddressGuard()
        let isAllowed = guarding.isAllowed(address)
        let low = UInt32(truncatingIfNeeded: address.bits)
        let isPublic = guarding.isAllowed(IPAddress(v4: low))
        for prefix: UInt128 in [0xffff << 32, 0x64_ff9b << 96] {
            try hold(
                guarding.isAllowed(IPAddress(v6: prefix | UInt128(low))) == isPublic,
                "an address inside another is as public as itself")
        }
        if address.family == .v6, address.unmapped == address, isAllowed {
            let isTranslated = address.bits >> 32 == 0x64_ff9b << 64
            try hold(address.bits >> 125 == 1 || isTranslated, "only global space is public")
        }
        let everything = ["0.0.0.0/0", "::/0"].compactMap { AddressRange($0) }
        try hold(
            !AddressGuard(allowing: everything, denying: everything).isAllowed(address),
            "what is denied is denied")
    }

    private static let retryAfter = FuzzTarget(
        text: "retry-after", bytesMax: 64,
        seeds: {
            [
                "120", "999999999999", "Sun, 06 Nov 1994 08:49:37 GMT",
                ", 1 Nov 99999999999 0:0:0 GMT", ", 9 Jan -9999999999 0:0:0 GMT", " 7 ",
            ]
        }
    ) { text in
        guard let wish = RetryAfter(header: text) else { return }
        let now = Timestamp(secondsSinceEpoch: 1_800_000_000)
        let moment = wish.moment(from: now)
        try hold(moment >= now, "later is not earlier")
        try hold(moment <= now + .seconds(RetryAfter.secondsMax), "nobody waits longer than a day")
    }
}
