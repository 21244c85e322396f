// swift-tools-version: 6.3
// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
import PackageDescription

/// The measuring programs of `script/bench`, and the libraries they measure, by links: without the
/// platform's dependencies a release build takes a minute.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
    name: "nightlight-benchmarks",
    targets: [
        .systemLibrary(name: "CTurboJPEG", pkgConfig: "libturbojpeg"),
        .systemLibrary(name: "CVips", pkgConfig: "vips"),
        .target(name: "CMediaKernels"),
        .target(name: "CSandbox"),
        .target(name: "CVipsShim", dependencies: ["CVips"]),
        library("PerceptualHashing", ["CMediaKernels"]),
        library("HashIndex", ["PerceptualHashing", "CMediaKernels"]),
        library("MediaDecoding", ["PerceptualHashing", "CSandbox"]),
        program("video-bench", ["MediaDecoding", "PerceptualHashing"]),  // script/bench video
        program("index-bench", ["HashIndex", "PerceptualHashing"]),  // script/bench index
        program("socket-bench", []),  // script/bench socket
        // script/bench hashing: the decoder's own files without their confinement, and the pool.
        program(
            "hash-bench", ["MediaDecoding", "PerceptualHashing", "CTurboJPEG", "CVipsShim"]),
    ])
