// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import FoundationEssentials
import Accounts
import Assessment
import AuditLog
import Examination
import Incidents
import JobQueue
import Logging
import Matching
import NightlightCore
import Sealing
import Takedown

/// The half of an installation that holds the private key: what the Workbench and the workers are
/// made from.
///
/// The public site and the provider API are made without it, and run where its files are not.
struct Casework: Sendable {
    let installation: Installation
    let keys: CaseworkKeys
    let reader: RecordReader
    let accounts: AccountService

    static func open(_ installation: Installation) async throws -> Casework {
        let settings = installation.settings
        let keys = try await Installation.keyDirectory(of: settings).loadCaseworkKeys(
            passphrase: try settings.secretLine(.keysPassphraseFile), hasher: installation.hasher)
        return Casework(
            installation: installation, keys: keys, reader: RecordReader(opener: keys.opener),
            accounts: AccountService(
                database: installation.database, audit: installation.audit,
                hasher: installation.hasher, time: installation.time))
    }

    var signer: CheckpointSigner {
        get throws {
            try CheckpointSigner(
                origin: try installation.settings.required(.auditOrigin),
                privateKey: keys.auditPrivateKey)
        }
    }

    var sequencer: AuditSequencer {
        get throws {
            AuditSequencer(
                database: installation.database, signer: try signer, time: installation.time)
        }
    }

    var assessments: AssessmentService {
        AssessmentService(
            database: installation.database, jobs: installation.queue, audit: installation.audit,
            reader: reader, time: installation.time)
    }

    var takedowns: TakedownService {
        get throws {
            TakedownService(
                database: installation.database, jobs: installation.queue,
                audit: installation.audit, reader: NoticeReader(reader: reader),
                policy: try installation.settings.takedownPolicy(), time: installation.time)
        }
    }

    var directory: ProviderDirectory {
        ProviderDirectory(
            database: installation.database, audit: installation.audit, time: installation.time)
    }
}

extension Settings {
    func takedownPolicy() throws -> TakedownPolicy {
        TakedownPolicy(
            mode: try choice(.takedownNoticeMode),
            bundlingWindow: .minutes(try number(.takedownBundlingMinutes, in: 0...1_440)),
            firstRecheck: .minutes(try number(.takedownFirstRecheckMinutes, in: 1...10_080)),
            recheckInterval: .hours(try number(.takedownRecheckHours, in: 1...720)),
            escalateAfterDays: try number(.takedownEscalateAfterDays, in: 1...365))
    }

    func noticeSender() throws -> NoticeSender {
        NoticeSender(
            organisation: try required(.organisationName), email: try required(.mailSender),
            domain: try required(.organisationDomain), phone: text(.organisationPhone))
    }
}
