// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Composition
import Demonstration
import Foundation
import NightlightCore

/// The settings of a demonstration: everything points at its own small internet.
struct DemoSettings {
    let folder: URL
    let databaseURL: String?

    /// Writes what the settings point at, and makes them.
    func make(for world: DemoWorld) throws -> Settings {
        let bootstrap = folder.appending(path: "registries", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: bootstrap, withIntermediateDirectories: true,
            attributes: [.posixPermissions: PrivateFiles.folderMode])
        try Data(world.registry.bootstrap(["127.0.0.0/8"])).write(
            to: bootstrap.appending(path: "ipv4.json"))
        let hosts = DemoProvider.all.map { "\($0.host)=\($0.address)" }
        var values: [Setting: String] = [
            .publicAddress: "127.0.0.1:0", .providerAddress: "127.0.0.1:0",
            .workbenchAddress: "127.0.0.1:0", .operationsAddress: "127.0.0.1:0",
            .organisationName: "Nightlight demonstration",
            .outboundAllowedPrivateNetworks: "127.0.0.0/8",
            .outboundAllowedPorts: world.ports.map(String.init).joined(separator: ","),
            .outboundFixedHosts: hosts.joined(separator: ","),
            .registryBootstrapDirectory: bootstrap.path,
            .mailRelay: "smtp://127.0.0.1:\(world.sink.port)", .mailSecurity: "none",
            .assessmentTrustedMatch: "automatic-notice", .logLevel: "error",
        ]
        if let databaseURL { values[.databaseURL] = databaseURL }
        return Settings(dataDirectory: folder, values: values)
    }
}
