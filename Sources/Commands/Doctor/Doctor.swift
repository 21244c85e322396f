// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Composition
import Foundation
import MediaDecoding
import NightlightCore
import Schema
import Sealing
import Storage

/// Looks at one machine with its settings; changes nothing.
struct Doctor {
    let settings: Settings

    func findings() async -> [DoctorFinding] {
        [
            dataDirectory(), await database(), await keys(), await seals(),
            await checkpoints(),
            webAddress("Public site", .publicBaseURL, .publicAddress),
            webAddress("Workbench", .workbenchBaseURL, .workbenchAddress), exitAddress(), mail(),
            registry(), await decoder(),
        ]
    }

    private func dataDirectory() -> DoctorFinding {
        let subject = "Data directory"
        let path = settings.dataDirectory.path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            return DoctorFinding(
                subject: subject, state: .attention,
                remark: "There is none yet; `nightlight serve` makes it.")
        }
        let permissions = (attributes[.posixPermissions] as? Int) ?? 0
        guard permissions & 0o077 == 0 else {
            return DoctorFinding(
                subject: subject, state: .bad,
                remark: "Others on this machine can read it. Run: chmod 700 on the folder.")
        }
        return DoctorFinding(subject: subject, state: .good, remark: "Only its owner can read it.")
    }

    private func database() async -> DoctorFinding {
        let subject = "Database"
        let opening = DatabaseOpening(settings: settings)
        if let file = try? opening.sqliteFile,
            PrivateFiles.files(ofDatabase: file).contains(where: PrivateFiles.isExposed)
        {
            return DoctorFinding(
                subject: subject, state: .bad,
                remark: "Others on this machine can read its file. Run: chmod 600 on the file.")
        }
        do {
            let database = try await opening.open()
            let pending = try await Schema.migrator.pending(database)
            try await database.close()
            return pending.isEmpty
                ? DoctorFinding(
                    subject: subject, state: .good,
                    remark: "Version \(Schema.migrations.count) (\(database.dialect.rawValue)).")
                : DoctorFinding(
                    subject: subject, state: .attention,
                    remark: "\(pending.count) migrations wait. Run: nightlight database migrate")
        } catch InstallationError.noneYet {
            return DoctorFinding(
                subject: subject, state: .attention,
                remark: "There is none yet; `nightlight serve` makes it.")
        } catch {
            return DoctorFinding(subject, failing: error)
        }
    }

    /// Whether the database holds something that only keys of its own can open.
    private func needsKeys() async -> Bool {
        guard let database = try? await DatabaseOpening(settings: settings).openChecked() else {
            return false
        }
        let isSealed = try? await Installation.holdsNothingSealed(database)
        try? await database.close()
        return isSealed == false
    }

    private func keys() async -> DoctorFinding {
        let subject = "Keys"
        let directory = Installation.keyDirectory(of: settings)
        do {
            guard directory.isPresent() else {
                if await needsKeys() {
                    return DoctorFinding(
                        subject: subject, state: .bad,
                        remark: """
                            The database holds sealed reports, and there are no keys to open them. \
                            Restore the keys folder from its backup, or name it in keys.directory.
                            """)
                }
                return DoctorFinding(
                    subject: subject, state: .attention,
                    remark: "There are none yet; `nightlight serve` makes them.")
            }
            _ = try directory.loadPublicKeys()
            return DoctorFinding(
                subject: subject, state: .good,
                remark: "The public keys can be read. Keep a copy of the folder elsewhere.")
        } catch {
            return DoctorFinding(subject, failing: error)
        }
    }

    /// Starts one child and lets it try from inside what it must not be able to do.
    private func decoder() async -> DoctorFinding {
        let subject = "Decoder"
        do {
            var configuration = try settings.decoderConfiguration()
            configuration.workers = 1
            let decoders = DecoderPool(configuration: configuration)
            let report = try await decoders.confinementReport(configuration)
            await decoders.shutdown()
            let open = report.attempts.filter { !$0.isDenied }.map(\.operation)
            return open.isEmpty
                ? DoctorFinding(
                    subject: subject, state: .good,
                    remark: "Confined: \(report.attempts.count) things tried, all denied.")
                : DoctorFinding(
                    subject: subject, state: .bad,
                    remark: "It can still \(open.joined(separator: ", ")).")
        } catch {
            return DoctorFinding(subject, failing: error)
        }
    }

    /// Whether people reach an application by https.
    private func webAddress(
        _ subject: String, _ base: Setting, _ address: Setting
    ) -> DoctorFinding {
        do {
            return try settings.isSecure(base, at: address)
                ? DoctorFinding(subject: subject, state: .good, remark: "Reached by https.")
                : DoctorFinding(
                    subject: subject, state: .attention,
                    remark: """
                        \(base.key) is not set to an https address: only this machine should reach \
                        it.
                        """)
        } catch {
            let code = (error as? any CodedError)?.code ?? "unexpected"
            return DoctorFinding(subject: subject, state: .bad, remark: "\(error) [\(code)]")
        }
    }

    private func exitAddress() -> DoctorFinding {
        let isSet =
            settings.text(.organisationExitURL) != Setting.organisationExitURL.defaultValue
        return DoctorFinding(
            subject: "\"Leave this page\"", state: isSet ? .good : .attention,
            remark: isSet
                ? "Leads to a site of your choice."
                : "Set organisation.exitURL to a well-known, neutral site of your country.")
    }

    private func mail() -> DoctorFinding {
        let isSet = settings.text(.mailRelay) != nil
        return DoctorFinding(
            subject: "Mail relay", state: isSet ? .good : .attention,
            remark: isSet
                ? "Set." : "mail.relay is not set: notices would wait in the outbox.")
    }

    private func registry() -> DoctorFinding {
        let isSet = settings.text(.registryBootstrapDirectory) != nil
        return DoctorFinding(
            subject: "Network registries", state: isSet ? .good : .attention,
            remark: isSet
                ? "Set."
                : """
                registry.bootstrapDirectory is not set: networks cannot be looked up.
                """
        )
    }
}
