// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser

/// What one process does; all of it on one machine, each on its own when an installation grows.
///
/// Only `workbench` and `worker` read the private keys.
enum ServeRole: String, CaseIterable, ExpressibleByArgument {
    case `public`
    case provider
    case workbench
    case worker

    var needsCasework: Bool {
        switch self {
        case .public, .provider: false
        case .workbench, .worker: true
        }
    }
}
