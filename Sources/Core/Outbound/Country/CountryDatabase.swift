// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CMaxMind
import Glibc
import NightlightCore
package import WebAddresses

/// Why a country database could not be opened.
package enum CountryDatabaseError: CodedError {
    case unreadable
    case malformed

    package var code: String {
        switch self {
        case .unreadable: "outbound.country-database-unreadable"
        case .malformed: "outbound.country-database-malformed"
        }
    }
}

/// Looks up which country an address is in, in a MaxMind DB file of any publisher.
// SAFETY: the handle is set once and closed in deinit; the library documents look-ups as safe from
// any thread.
@safe package final class CountryDatabase: @unchecked Sendable {
    private let handle: UnsafeMutablePointer<MMDB_s>

    package init(path: String) throws(CountryDatabaseError) {
        let handle = UnsafeMutablePointer<MMDB_s>.allocate(capacity: 1)
        // SAFETY: the library fills the structure in; it is read only after success.
        let status = unsafe MMDB_open(path, UInt32(MMDB_MODE_MMAP), handle)
        guard status == MMDB_SUCCESS else {
            unsafe handle.deallocate()
            throw status == MMDB_FILE_OPEN_ERROR || status == MMDB_IO_ERROR
                ? .unreadable : .malformed
        }
        unsafe self.handle = handle
    }

    deinit {
        // SAFETY: opened in init, and nobody holds this any more.
        unsafe MMDB_close(handle)
        unsafe handle.deallocate()
    }

    /// The ISO 3166-1 alpha-2 code, in upper case; `nil` when the file has none.
    package func country(of address: IPAddress) -> String? {
        guard var entry = unsafe entry(of: address.unmapped) else { return nil }
        return unsafe Self.code(in: &entry, under: "country")
            ?? Self.code(in: &entry, under: "registered_country")
    }

    private func entry(of address: IPAddress) -> MMDB_entry_s? {
        var status: Int32 = 0
        let result: MMDB_lookup_result_s
        // SAFETY: each structure is valid for the call, and begins as the family says.
        switch address.family {
        case .v4:
            var socket = sockaddr_in()
            socket.sin_family = sa_family_t(AF_INET)
            socket.sin_addr.s_addr = UInt32(truncatingIfNeeded: address.bits).bigEndian
            unsafe result = withUnsafePointer(to: &socket) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe MMDB_lookup_sockaddr(handle, $0, &status)
                }
            }
        case .v6:
            var socket = sockaddr_in6()
            socket.sin6_family = sa_family_t(AF_INET6)
            unsafe withUnsafeMutableBytes(of: &socket.sin6_addr) {
                unsafe $0.copyBytes(from: address.bytes)
            }
            unsafe result = withUnsafePointer(to: &socket) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe MMDB_lookup_sockaddr(handle, $0, &status)
                }
            }
        }
        return unsafe status == MMDB_SUCCESS && result.found_entry ? result.entry : nil
    }

    private static func code(in entry: inout MMDB_entry_s, under name: String) -> String? {
        var data = unsafe MMDB_entry_data_s()
        let status = unsafe name.withCString { name in
            unsafe "iso_code".withCString { field in
                var path: [UnsafePointer<CChar>?] = unsafe [name, field, nil]
                // SAFETY: a path of C strings that ends with a null, all alive during the call.
                return unsafe MMDB_aget_value(&entry, &data, &path)
            }
        }
        guard status == MMDB_SUCCESS, unsafe data.has_data,
            unsafe data.type == UInt32(MMDB_DATA_TYPE_UTF8_STRING), unsafe data.data_size == 2,
            let bytes = unsafe data.utf8_string
        else { return nil }
        // SAFETY: the library points at `data_size` bytes of its mapping.
        let letters = unsafe UnsafeBufferPointer(start: bytes, count: 2).map {
            UInt8(bitPattern: $0)
        }
        guard letters.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
            return nil
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
