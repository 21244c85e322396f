// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Commands

@main
struct Nightlight {
    static func main() async {
        await NightlightCommand.main()
    }
}
