// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import NightlightCore

extension AccountError: AdvisedError {
    var advice: String {
        switch self {
        case .nameInvalid: "A name has 1 to 64 characters that can be typed on every keyboard."
        case .nameTaken:
            "There is an account of that name already. For a new link: nightlight account link"
        case .emailInvalid: "That is no mail address."
        case .signInRefused: "The name or the password is wrong."
        case .tooManyAttempts(let seconds): "Too many attempts. Try again in \(seconds) seconds."
        case .linkInvalid: "The link was used or is too old. Run: nightlight account link"
        case .password: "That password is too short or too common."
        case .unknownAccount:
            "There is no account of that name. Names are on the workbench's page of accounts."
        case .lastAdministrator: "The last administrator stays one. Make another one first."
        case .providerNameInvalid: "A provider's name is one line of 1 to 200 characters."
        case .providerNameTaken: "There is a provider of that name already."
        case .unknownProvider: "There is no such provider."
        }
    }

    var exitStatus: ExitStatus {
        switch self {
        case .unknownAccount, .unknownProvider: .notFound
        case .nameInvalid, .nameTaken, .emailInvalid, .password, .providerNameInvalid,
            .providerNameTaken:
            .usage
        case .signInRefused, .tooManyAttempts, .linkInvalid, .lastAdministrator: .checkFailed
        }
    }
}
