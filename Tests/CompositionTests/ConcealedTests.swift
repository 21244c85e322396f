// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Sealing
import Testing

/// What holds a secret says nothing of it, however it is printed.
struct ConcealedTests {
    private struct Password: Concealed {
        let text: String
    }

    private struct Login {
        let user: String
        let password: Password
    }

    private struct Refused: Error {
        let login: Login
    }

    private func prints(_ value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return ["\(value)", String(describing: value), String(reflecting: value), dumped]
    }

    @Test func `a secret is in no text, also not inside of something else`() {
        let login = Login(user: "cirrus", password: Password(text: "altocumulus"))
        let values: [Any] = [
            login.password, login, [login], Refused(login: login), Optional(login.password) as Any,
        ]
        for value in values {
            for text in prints(value) { #expect(!text.contains("altocumulus"), "\(text)") }
        }
        #expect("\(login.password)" == "Password (concealed)")
    }

    @Test func `keys print nothing of themselves`() throws {
        let bytes = [UInt8](repeating: 0xa7, count: 32)
        let values: [Any] = [
            BlindIndex(key: bytes), RecordKey.make(), try CaseworkPrivateKey.make(),
        ]
        for value in values {
            for text in prints(value) {
                #expect(text.contains("concealed"))
                #expect(!text.contains("167") && !text.contains("a7a7"))
            }
        }
    }
}
