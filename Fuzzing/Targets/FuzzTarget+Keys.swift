// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import NightlightCore

@testable import Sealing

/// Files that hold keys.
extension FuzzTarget {
    static let keys = [keyFile]

    private static let body = """
        nightlight-key 1
        name session.key
        protection argon2id 2 67108864 000102030405060708090a0b0c0d0e0f
        content 00ff

        """

    /// The text as it is, and once more with the check sum that fits it.
    private static let keyFile = FuzzTarget(
        text: "key-file", bytesMax: 512,
        seeds: {
            [body, body.replacing("argon2id 2 67108864", with: "none"), "nightlight-key 2\n"]
        }
    ) { text in
        let check = Hexadecimal.encode(SHA256.hash(data: Array(text.utf8)).prefix(16))
        for name in [KeyName.session, .caseworkPublic] {
            for text in [text, text + "check \(check)\n"] {
                guard let file = try? KeyFile(name, text: text) else { continue }
                try hold(file.name == name, "a file holds the key that was asked for")
                let again = try? KeyFile(name, text: file.text)
                try hold(
                    again?.content == file.content && again?.protection == file.protection,
                    "written again it is the same key")
            }
        }
    }
}
