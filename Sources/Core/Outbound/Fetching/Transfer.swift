// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CFetch
import Glibc
import WebAddresses

/// One request as libcurl is told about it: whom to ask for what, and which machines it may be
/// connected to.
struct Transfer: Sendable {
    let address: WebAddress
    let accept: String
    let userAgent: String
    let certificatesPath: String?
    let limits: FetchLimits
    let deadline: ContinuousClock.Instant
    /// The vetted address; `nil` when a proxy looks the name up.
    let ip: IPAddress?
    let proxy: ProxyRoute?

    /// A proxy whose name was looked up.
    struct ProxyRoute: Sendable {
        let proxy: OutboundPolicy.Proxy
        /// No more than a transfer may connect to.
        let addresses: [IPAddress]

        init(proxy: OutboundPolicy.Proxy, addresses: [IPAddress]) {
            self.proxy = proxy
            self.addresses = Array(addresses.prefix(cfetch_peers_max))
        }

        /// Brackets where an address of IPv6 stands for a name.
        private var host: String {
            proxy.host.contains(":") ? "[\(proxy.host)]" : proxy.host
        }

        var url: String { "http://\(host):\(proxy.port)" }

        /// What libcurl would have to look up otherwise.
        var known: String? {
            guard IPAddress(proxy.host) == nil else { return nil }
            let texts = addresses.map { WebHost.address($0).text }
            return "\(host):\(proxy.port):" + texts.joined(separator: ",")
        }
    }

    /// Every machine a connection may be made to.
    private var peers: (addresses: [IPAddress], port: Int) {
        if let proxy { return (proxy.addresses, proxy.proxy.port) }
        return (ip.map { [$0] } ?? [], address.port)
    }

    /// - Returns: a transfer that is the caller's to free; `nil` when there is no memory for it.
    @unsafe func make(id: UInt64) -> OpaquePointer? {
        var bounds = cfetch_bounds()
        bounds.body_bytes_max = limits.bodyBytesMax
        bounds.header_bytes_max = FetchLimits.headerBytesMax
        bounds.header_lines_max = FetchLimits.headerLinesMax
        bounds.deadline_ms = max(0, (deadline - .now).wholeMilliseconds)
        bounds.connect_ms = max(1, limits.connectTimeout.wholeMilliseconds)
        bounds.idle_ms = limits.idleTimeout.wholeMilliseconds
        bounds.slow_grace_ms = limits.slowBodyGrace.wholeMilliseconds
        bounds.slowest_bytes_per_second = Int64(limits.slowestBytesPerSecond)
        // SAFETY: texts and bytes are copied during each call.
        guard let transfer = unsafe cfetch_new(id, &bounds) else { return nil }
        unsafe cfetch_set_address(
            transfer, address.scheme.rawValue,
            "\(address.scheme.rawValue)://\(address.host.text):\(address.port)/", address.target)
        unsafe cfetch_set_user_agent(transfer, userAgent)
        unsafe cfetch_add_header(transfer, "Accept: \(accept)")
        unsafe cfetch_add_header(transfer, "Accept-Encoding: gzip, deflate")
        if let ip {
            let connection = "::\(WebHost.address(ip).text):\(address.port)"
            unsafe cfetch_set_connection(transfer, connection)
        }
        if let proxy {
            let isSocks = proxy.proxy.looksUpNames
            unsafe cfetch_set_proxy(transfer, proxy.url, proxy.known, isSocks)
        }
        if let certificatesPath { unsafe cfetch_set_certificates(transfer, certificatesPath) }
        for peer in peers.addresses {
            let bytes = peer.bytes
            unsafe cfetch_allow_peer(transfer, bytes, bytes.count, Int32(peers.port))
        }
        return unsafe transfer
    }
}

/// How a transfer ended.
struct TransferEnd: Sendable {
    /// `nil` when everything came.
    let failure: FetchFailure?
    /// `nil` when not even the headers came.
    let head: Head?
    let body: [UInt8]

    struct Head: Sendable {
        let status: Int
        /// The headers that somebody reads; bytes, because they need not be text.
        let fields: [Field: [UInt8]]

        /// Text, with marks in place of what is none.
        func text(_ field: Field) -> String? {
            fields[field].map { String(decoding: $0, as: UTF8.self) }
        }
    }

    enum Field: String, CaseIterable, Sendable {
        case location = "Location"
        case contentType = "Content-Type"
        case retryAfter = "Retry-After"
        case refresh = "Refresh"
    }

    static func failed(_ failure: FetchFailure) -> TransferEnd {
        TransferEnd(failure: failure, head: nil, body: [])
    }

    private init(failure: FetchFailure?, head: Head?, body: [UInt8]) {
        self.failure = failure
        self.head = head
        self.body = body
    }

    /// - Parameter transfer: one that has ended; it is not freed here.
    @unsafe init(of transfer: OpaquePointer) {
        // SAFETY: what is pointed to lives until the transfer is freed, and is copied here.
        let result = unsafe cfetch_result(transfer)
        failure = unsafe FetchFailure(result.outcome)
        body = unsafe Array(UnsafeBufferPointer(start: result.body, count: result.body_bytes))
        guard unsafe result.has_head else {
            head = nil
            return
        }
        var fields: [Field: [UInt8]] = [:]
        for field in Field.allCases {
            guard let value = unsafe cfetch_header(transfer, field.rawValue) else { continue }
            fields[field] = unsafe Array(UnsafeRawBufferPointer(start: value, count: strlen(value)))
        }
        head = unsafe Head(status: result.status, fields: fields)
    }
}

extension FetchFailure {
    /// `nil` for a transfer that is complete.
    init?(_ outcome: cfetch_outcome) {
        switch outcome {
        case cfetch_outcome_complete: return nil
        case cfetch_outcome_refused_peer: self = .refusedAddress
        case cfetch_outcome_connection_refused: self = .connectionRefused
        // Memory that is not to be had now may be later, as a connection may.
        case cfetch_outcome_connection_failed, cfetch_outcome_out_of_memory:
            self = .connectionFailed
        case cfetch_outcome_proxy_failed: self = .proxyFailed
        case cfetch_outcome_tls: self = .tls
        case cfetch_outcome_timed_out: self = .timedOut
        case cfetch_outcome_too_slow: self = .tooSlow
        case cfetch_outcome_too_large: self = .tooLarge
        case cfetch_outcome_inflates_too_large: self = .decompressionTooLarge
        default: self = .protocolError(BrokenRule(outcome))
        }
    }
}

extension BrokenRule {
    fileprivate init(_ outcome: cfetch_outcome) {
        self =
            switch outcome {
            case cfetch_outcome_not_http: .notHTTP
            case cfetch_outcome_no_answer: .noAnswer
            case cfetch_outcome_bad_header: .badHeader
            case cfetch_outcome_headers_too_large: .headersTooLarge
            case cfetch_outcome_bad_length: .badLength
            case cfetch_outcome_bad_chunk: .badChunk
            case cfetch_outcome_cut_short: .cutShort
            case cfetch_outcome_bad_coding: .badCoding
            default: .other
            }
    }
}

extension Duration {
    /// Rounded down, and never more than fits a clock of milliseconds.
    fileprivate var wholeMilliseconds: Int64 {
        let seconds = min(max(components.seconds, 0), 1 << 32)
        return seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
