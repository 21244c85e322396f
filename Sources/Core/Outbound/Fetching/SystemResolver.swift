// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// The C importer counts the structures of netinet/in.h to the first module that includes them.
import CMaxMind
import Foundation
import Glibc
import NightlightCore
import Synchronization
import WebAddresses

/// `getaddrinfo` on threads of its own: it blocks for as long as the slowest name server likes, and
/// must never block the threads that everything else runs on.
final class SystemResolver: Sendable {
    // LIMIT: look-ups at the same time; more wait in line, and time out there.
    private static let lookUpsMax = 16

    // LIMIT: addresses taken of one name; none has honest use for more.
    private static let addressesMax = 32

    private let timeout: Duration
    private let threads = BlockingThreads(threadsMax: lookUpsMax)

    init(timeout: Duration) { self.timeout = timeout }

    func addresses(of name: String) async -> Result<[IPAddress], ResolutionFailure> {
        await withCheckedContinuation { continuation in
            let answer = FirstAnswer(continuation)
            threads.start {
                // Whoever gave up while waiting in line needs no answer.
                if answer.isAwaited { answer.give(Self.lookUp(name)) }
            }
            DispatchQueue.global().asyncAfter(deadline: .now() + timeout.inSecondsOrZero) {
                answer.give(.failure(.timedOut))
            }
        }
    }

    private static func lookUp(_ name: String) -> Result<[IPAddress], ResolutionFailure> {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        // The final full stop keeps the machine's search list out of it.
        // SAFETY: all pointers are valid for the call; the list is freed below.
        let status = unsafe getaddrinfo(name + ".", nil, &hints, &list)
        defer { if let list = unsafe list { unsafe freeaddrinfo(list) } }
        guard status == 0 else {
            let isAbsent = [EAI_NONAME, EAI_NODATA, EAI_ADDRFAMILY].contains(status)
            return .failure(isAbsent ? .notFound : .serverFailed)
        }
        var addresses: [IPAddress] = []
        var next = unsafe list
        while let entry = unsafe next, addresses.count < addressesMax {
            // SAFETY: the list is getaddrinfo's own, and not freed yet.
            if let address = unsafe IPAddress(socketAddress: entry.pointee.ai_addr),
                !addresses.contains(address)
            {
                addresses.append(address)
            }
            unsafe next = entry.pointee.ai_next
        }
        return .success(addresses)
    }

    private static let EAI_NODATA: Int32 = -5
    private static let EAI_ADDRFAMILY: Int32 = -9
}

/// Resumes a continuation once, with whichever answer comes first.
private final class FirstAnswer: Sendable {
    typealias Answer = Result<[IPAddress], ResolutionFailure>
    private let continuation: Mutex<CheckedContinuation<Answer, Never>?>

    init(_ continuation: CheckedContinuation<Answer, Never>) {
        self.continuation = Mutex(continuation)
    }

    var isAwaited: Bool { continuation.withLock { $0 != nil } }

    func give(_ answer: Answer) {
        continuation.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }?.resume(returning: answer)
    }
}

extension IPAddress {
    /// - Parameter socketAddress: an address of the internet families; others give `nil`.
    fileprivate init?(socketAddress: UnsafeMutablePointer<sockaddr>?) {
        guard let socketAddress = unsafe socketAddress else { return nil }
        switch unsafe Int32(socketAddress.pointee.sa_family) {
        case AF_INET:
            // SAFETY: the family says which of the two layouts is behind the pointer.
            let bits = unsafe UnsafeRawPointer(socketAddress).load(as: sockaddr_in.self)
            self.init(v4: UInt32(bigEndian: bits.sin_addr.s_addr))
        case AF_INET6:
            // SAFETY: as above.
            let bytes = unsafe withUnsafeBytes(
                of: UnsafeRawPointer(socketAddress).load(as: sockaddr_in6.self).sin6_addr
            ) { unsafe Array($0) }
            self.init(bytes: bytes)
        default: return nil
        }
    }
}

extension Duration {
    /// Seconds with their fraction, not below zero.
    fileprivate var inSecondsOrZero: Double {
        max(0, Double(components.seconds) + Double(components.attoseconds) / 1e18)
    }
}
