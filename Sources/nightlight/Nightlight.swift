// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import CSandbox
import Commands

@main
struct Nightlight {
    /// A process that dies would otherwise leave its memory in a file: keys, and what was opened
    /// with them.
    static func main() async {
        guard csb_leave_no_core() == 0 else {
            NightlightCommand.refuseToStart()
        }
        await NightlightCommand.main()
    }
}
