// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Dispatch
import Glibc
import Synchronization

/// Asks the match socket as a platform does.
///
///     socket-bench SOCKET
///
/// Reads lines `KIND CONNECTIONS TOGETHER SECONDS` (KIND is `pdq`, `sha256` or `known`, the digest
/// that the list has) and answers each with questions per second and the milliseconds within which
/// half, 99 of 100 and 999 of 1,000 exchanges ended. Each connection sends so many questions
/// together, and the next when the answers are there.
@main struct SocketBench {
    static func main() throws {
        let path = CommandLine.arguments[1]
        while let line = readLine() {
            let words = line.split(separator: " ")
            guard words.count == 4, let connections = Int(words[1]), let together = Int(words[2]),
                let seconds = Double(words[3])
            else { throw SocketBenchError.badLine }
            let asked = Atomic(0)
            let all = Mutex<[Double]>([])
            let start = ContinuousClock.now
            let end = start.advanced(by: .seconds(seconds))
            let threads = (0..<connections).map { number in
                let thread = DispatchQueue(label: "asker \(number)")
                let group = DispatchGroup()
                thread.async(group: group) {
                    // Who cannot ask has no times, and shows as an empty answer.
                    guard var asker = try? Asker(path, seed: UInt64(number)) else { return }
                    var times: [Double] = []
                    while ContinuousClock.now < end {
                        let before = ContinuousClock.now
                        guard (try? asker.exchange(words[0], together)) != nil else { break }
                        times.append((ContinuousClock.now - before).inMilliseconds)
                    }
                    asker.close()
                    asked.add(times.count * together, ordering: .relaxed)
                    all.withLock { $0 += times }
                }
                return group
            }
            for group in threads { group.wait() }
            let took = (ContinuousClock.now - start).inMilliseconds / 1_000
            let times = all.withLock { $0.sorted() }
            guard !times.isEmpty else { throw SocketBenchError.serviceGone }
            func part(_ share: Double) -> Double {
                times[min(times.count - 1, Int(Double(times.count) * share))]
            }
            print(
                Double(asked.load(ordering: .relaxed)) / took, part(0.5), part(0.99), part(0.999))
            fflush(nil)
        }
    }
}

enum SocketBenchError: Error {
    case badLine
    case nobodyListens
    case serviceGone
}

/// One connection.
struct Asker {
    private let socket: Int32
    private var generator: Xorshift
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    init(_ path: String, seed: UInt64) throws(SocketBenchError) {
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        generator = Xorshift(state: 0x9e37_79b9_7f4a_7c15 &* (seed + 1))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // SAFETY: the name fits, and the structure outlives the calls.
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: path.utf8.prefix($0.count - 1))
        }
        let result = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw .nobodyListens }
    }

    func close() { _ = Glibc.close(socket) }

    /// Sends questions and waits for as many lines.
    mutating func exchange(_ kind: Substring, _ together: Int) throws(SocketBenchError) {
        var text = ""
        for _ in 0..<together {
            let words = (0..<4).map { _ in
                let digits = String(generator.next(), radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            }
            switch kind {
            case "pdq": text += "pdq \(words.joined()) 100\n"
            case "known": text += "sha256 " + String(repeating: "6d", count: 32) + "\n"
            default: text += "sha256 \(words.joined())\n"
            }
        }
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            // SAFETY: the call reads the part of the array it is given.
            let count = unsafe bytes[sent...].withUnsafeBytes {
                unsafe send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw .serviceGone }
            sent += count
        }
        var lines = 0
        while lines < together {
            // SAFETY: the call writes at most the buffer's bytes.
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe recv(socket, $0.baseAddress, $0.count, 0)
            }
            guard count > 0 else { throw .serviceGone }
            for byte in buffer[..<count] where byte == 0x0a { lines += 1 }
        }
    }
}

/// Marsaglia's xorshift64: questions that nobody asked before.
struct Xorshift {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

extension Duration {
    var inMilliseconds: Double {
        Double(components.seconds) * 1_000 + Double(components.attoseconds) * 1e-15
    }
}
