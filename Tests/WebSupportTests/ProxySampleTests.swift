// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc
import HTTPTypes
import Hummingbird
import NightlightCore
import TestSupport
import Testing
import WebSupport
import WebTesting

/// The sample for nginx, by a real nginx: it is understood, it bounds, and it remembers nobody.
@Suite(.serialized) struct ProxySampleTests {
    private struct Failed: Error {}

    /// A folder with the sample as it is shipped, but for where certificates lie.
    private struct Sample {
        let folder: URL
        var configuration: URL { folder.appending(path: "nginx.conf") }

        /// - Parameter ports: where to listen without TLS, and where the site is.
        init(ports: (listen: Int, site: Int)? = nil) throws {
            folder = URL(filePath: try ScratchFolder.path())
                .appending(path: "proxy-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let shipped = PythonTool.root.appending(path: "Deploy/nginx/nightlight.conf")
            var text = try String(contentsOf: shipped, encoding: .utf8)
                .replacing(/\/etc\/nginx\/nightlight\/[a-z]+\.pem/, with: path("certificate"))
                .replacing(/\/etc\/nginx\/nightlight\/[a-z]+\.key/, with: path("key"))
            if let ports {
                text = text.replacing("listen [::]:443 ssl;", with: "")
                    .replacing("listen 443 ssl;", with: "listen 127.0.0.1:\(ports.listen);")
                    .replacing("127.0.0.1:8080", with: "127.0.0.1:\(ports.site)")
            }
            try text.write(
                to: folder.appending(path: "site.conf"), atomically: true, encoding: .utf8)
            let kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            let temporary = kinds.map { "\($0)_temp_path \(path($0));" }.joined(separator: " ")
            let own = """
                worker_processes 1; pid \(path("pid")); error_log \(path("main.log")) info;
                events {} http { access_log \(path("access.log")); \(temporary)
                include \(path("site.conf")); }
                """
            try own.write(to: configuration, atomically: true, encoding: .utf8)
        }

        func path(_ name: String) -> String { folder.appending(path: name).path }

        func makeCertificate() async throws {
            try await ProxySampleTests.run(
                "/usr/bin/openssl",
                ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj"]
                    + ["/CN=report.example.org", "-keyout", path("key"), "-out"]
                    + [path("certificate")])
        }

        func nginx(_ arguments: String...) async throws {
            try await ProxySampleTests.run(
                "/usr/sbin/nginx", ["-p", folder.path, "-c", configuration.path] + arguments)
        }

        /// Everything that was written but the configuration.
        func written() throws -> String {
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            return files.filter { !$0.hasSuffix(".conf") }.map { file in
                (try? String(contentsOf: folder.appending(path: file), encoding: .utf8)) ?? ""
            }.joined(separator: "\n")
        }
    }

    /// Foundation waits until nobody holds what it gave to the program, and nginx stays: so what is
    /// not standard input and output is closed before.
    private static let launcher = """
        for file in /proc/self/fd/*; do
            number=${file##*/}
            if [ "$number" -gt 2 ]; then eval "exec $number>&-"; fi
        done
        exec "$@"
        """

    private static func run(_ program: String, _ arguments: [String]) async throws {
        try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        let process = Process()
                        process.executableURL = URL(filePath: "/bin/bash")
                        process.arguments = ["-c", launcher, "launcher", program] + arguments
                        process.standardError = FileHandle.nullDevice
                        try process.run()
                        process.waitUntilExit()
                        if process.terminationStatus != 0 { throw Failed() }
                    })
            }
        }
    }

    @Test func `nginx takes the sample as it is shipped`() async throws {
        let sample = try Sample()
        try await sample.makeCertificate()
        try await sample.nginx("-t")
    }

    /// Says when a request came, and lets it be answered when it is told to.
    private struct Site {
        let came = AsyncStream.makeStream(of: HTTPFields.self)
        let gate = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 0))

        var router: Router<BasicRequestContext> {
            let router = Router()
            router.get("/") { request, _ in
                came.continuation.yield(request.headers)
                try await gate.sleep(until: Timestamp(secondsSinceEpoch: 1))
                return Response.text("here")
            }
            return router
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `one client has so many places, the others are told so, and no address is kept`()
        async throws
    {
        let site = Site()
        let limits = ListenerLimits(idleSecondsMax: 3_600, exchangeSecondsMax: 3_600)
        let application = Application(
            router: site.router, server: limits.server,
            configuration: limits.configuration(host: "127.0.0.1", port: 0))
        try await application.listening { port in
            let listen = try Self.freePort()
            let sample = try Sample(ports: (listen: listen, site: port))
            try await sample.makeCertificate()
            // It comes back once it listens.
            try await sample.nginx()
            let places = 20
            let clients = (0..<places).map { _ in RawClient(port: listen) }
            for client in clients { client.send(Self.request) }
            var fields: [HTTPFields] = []
            for await came in site.came.stream {
                fields.append(came)
                if fields.count == places { break }
            }
            for _ in 0..<5 {
                #expect(await Self.get(port: listen)?.hasPrefix("HTTP/1.1 429") == true)
            }
            site.gate.advance(by: .seconds(1))
            for client in clients {
                #expect(await client.readToEnd()?.hasSuffix("here") == true)
            }
            #expect(await Self.get(port: listen)?.hasSuffix("here") == true)
            for field in fields.flatMap({ $0 }) {
                #expect(!field.value.contains("127.0.0.1"), "\(field.name) tells who asks")
            }
            try await sample.nginx("-s", "stop")
            #expect(try !sample.written().contains("client:"))
            #expect(try !sample.written().contains("GET /"))
        }
    }

    private static let request =
        "GET / HTTP/1.1\r\nHost: report.example.org\r\nConnection: close\r\n"
        + "X-Forwarded-For: 127.0.0.1\r\nX-Real-IP: 127.0.0.1\r\n\r\n"

    private static func get(port: Int) async -> String? {
        let client = RawClient(port: port)
        client.send(request)
        return await client.readToEnd()
    }

    /// A port that nobody listens on: nginx cannot be told to choose one.
    private static func freePort() throws -> Int {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        // SAFETY: the pointer is used during the calls only, with the size of what it points to.
        let found = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket, $0, size) == 0 && getsockname(socket, $0, &size) == 0
            }
        }
        guard found else { throw Failed() }
        return Int(in_port_t(bigEndian: address.sin_port))
    }
}
