// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import NightlightCore
import PasswordHashing

/// A key as the text of a file that says what it is and notices when it was cut or changed.
///
/// Five lines: format and version, name, protection, content in hexadecimal, check sum. The check
/// sum is against accidents; against enemies only file permissions and the passphrase help.
struct KeyFile: Sendable {
    enum Protection: Sendable, Hashable {
        case none
        case passphrase(limits: PasswordHasher.Limits, salt: [UInt8])

        fileprivate var text: String {
            switch self {
            case .none: "none"
            case .passphrase(let limits, let salt):
                "argon2id \(limits.operations) \(limits.memoryBytes) \(Hexadecimal.encode(salt))"
            }
        }

        fileprivate init?(_ text: Substring) {
            if text == "none" {
                self = .none
                return
            }
            let parts = text.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 4, parts[0] == "argon2id",
                let operations = Int(parts[1]), let memoryBytes = Int(parts[2]),
                let limits = PasswordHasher.Limits(
                    operations: operations, memoryBytes: memoryBytes),
                let salt = Hexadecimal.decode(parts[3]), salt.count == PasswordHasher.saltBytes
            else { return nil }
            self = .passphrase(limits: limits, salt: salt)
        }
    }

    private static let format = "nightlight-key "
    private static let version = "1"
    private static let checkBytes = 16

    let name: KeyName
    let protection: Protection
    /// The key itself, or its envelope when it is protected.
    let content: [UInt8]

    /// A file for the key, protected by `passphraseKey` where there is one.
    init(_ name: KeyName, key: [UInt8], protection: Protection, passphraseKey: [UInt8]?) throws {
        self.name = name
        guard let passphraseKey, protection != .none else {
            self.protection = .none
            content = key
            return
        }
        self.protection = protection
        content = try RecordKey.seal(
            key, using: SymmetricKey(data: passphraseKey),
            context: Self.context(name, protection))
    }

    /// Reads a file that should hold the key of this name.
    init(_ name: KeyName, text: String) throws(KeyError) {
        if !text.isEmpty, (Self.format + Self.version).hasPrefix(text) { throw .truncated(name) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, first.hasPrefix(Self.format) else { throw .notAKey(name) }
        guard first.dropFirst(Self.format.count) == Self.version else { throw .newerVersion(name) }
        guard lines.count == 6, lines[5].isEmpty else {
            throw lines.count < 6 ? .truncated(name) : .notAKey(name)
        }
        let values = try Self.values(of: lines[1...4], name: name)
        let body = lines[0...3].map { $0 + "\n" }.joined()
        guard values[3] == Self.check(body) else { throw .damaged(name) }
        guard values[0] == name.rawValue else {
            // What stands there may be anything: only the name of a key is repeated.
            throw .wrongKey(name, found: KeyName(rawValue: String(values[0]))?.rawValue ?? "")
        }
        guard let protection = Protection(values[1]), let content = Hexadecimal.decode(values[2])
        else { throw .damaged(name) }
        self.name = name
        self.protection = protection
        self.content = content
    }

    var text: String {
        let body = """
            \(Self.format)\(Self.version)
            name \(name.rawValue)
            protection \(protection.text)
            content \(Hexadecimal.encode(content))

            """
        return body + "check \(Self.check(body))\n"
    }

    /// The key, opened with the key made from the passphrase when it is protected.
    func key(passphraseKey: [UInt8]?) throws -> [UInt8] {
        guard protection != .none else { return content }
        guard let passphraseKey else { throw KeyError.passphraseNeeded(name) }
        do {
            return try RecordKey.open(
                content, using: SymmetricKey(data: passphraseKey),
                context: Self.context(name, protection))
        } catch {
            throw KeyError.passphraseWrong(name)
        }
    }

    private static func values(of lines: ArraySlice<Substring>, name: KeyName) throws(KeyError)
        -> [Substring]
    {
        var values: [Substring] = []
        for (label, line) in zip(["name ", "protection ", "content ", "check "], lines) {
            guard line.hasPrefix(label) else { throw .damaged(name) }
            values.append(line.dropFirst(label.count))
        }
        return values
    }

    private static func check(_ body: String) -> String {
        Hexadecimal.encode(SHA256.hash(data: Array(body.utf8)).prefix(checkBytes))
    }

    private static func context(_ name: KeyName, _ protection: Protection) -> BindingContext {
        BindingContext("nightlight/key-file/v1", name.rawValue, protection.text)
    }
}
