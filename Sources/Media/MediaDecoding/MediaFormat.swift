// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The kinds of picture the decoder reads, told apart by their first bytes and never by their name
/// or by what a server says about them.
public enum MediaFormat: String, CaseIterable, Hashable, Sendable {
    case jpeg, png, webp, gif, tiff, heic, avif
}

extension MediaFormat: WireCoded {
    /// The byte that stands for the format between the pool and its children.
    package var wireCode: UInt8 {
        switch self {
        case .jpeg: 1
        case .png: 2
        case .webp: 3
        case .gif: 4
        case .tiff: 5
        case .heic: 6
        case .avif: 7
        }
    }
}
