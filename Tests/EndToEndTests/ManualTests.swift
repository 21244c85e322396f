// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import TestSupport
import Testing

/// The manual and the completions that a package would install.
struct ManualTests {
    @Test func `the manual is what the program says of itself`() throws {
        let script = try PythonScript(
            "script/manual", arguments: ["--check", "--program", ServedInstallation.program.path])
        #expect(try script.finish() == 0, "run script/manual")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `every shell gets completions that know the commands`(shell: String) throws {
        let (script, status) = try Program.run(["--generate-completion-script", shell])
        #expect(status == 0)
        for word in ["doctor", "media", "fingerprint", "data-directory"] {
            #expect(script.contains(word))
        }
    }
}
