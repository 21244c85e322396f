// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CArchive
import Glibc
import MediaDecoding

/// One archive being unpacked by libarchive, from memory and into memory.
@safe final class OpenedArchive {
    enum Step {
        case file(isEncrypted: Bool)
        /// A folder, a link, a device: nothing that has bytes of its own.
        case other
        case end
        case failure(UndecodableReason)
    }

    private let archive: OpaquePointer

    /// Opens an archive; its bytes must outlive it.
    @unsafe init(
        _ bytes: UnsafeBufferPointer<UInt8>, as format: ArchiveFormat
    ) throws(UndecodableReason) {
        guard let archive = unsafe archive_read_new() else { throw .outOfMemory }
        unsafe self.archive = archive
        unsafe Self.allow(format, in: archive)
        let result = unsafe archive_read_open_memory(archive, bytes.baseAddress, bytes.count)
        guard result == ARCHIVE_OK || result == ARCHIVE_WARN else { throw failure }
    }

    deinit { unsafe archive_read_free(archive) }

    /// Only the one format that the first bytes are of, and only the one compression.
    @unsafe private static func allow(_ format: ArchiveFormat, in archive: OpaquePointer) {
        switch format {
        case .zip: unsafe archive_read_support_format_zip(archive)
        case .sevenZip: unsafe archive_read_support_format_7zip(archive)
        case .rar:
            unsafe archive_read_support_format_rar(archive)
            unsafe archive_read_support_format_rar5(archive)
        case .tar: unsafe archive_read_support_format_tar(archive)
        case .gzip: unsafe archive_read_support_filter_gzip(archive)
        case .bzip2: unsafe archive_read_support_filter_bzip2(archive)
        case .xz: unsafe archive_read_support_filter_xz(archive)
        case .zstd: unsafe archive_read_support_filter_zstd(archive)
        }
        switch format {
        case .zip, .sevenZip, .rar, .tar: break
        case .gzip, .bzip2, .xz, .zstd:
            unsafe archive_read_support_format_tar(archive)
            // Compressed, and no TAR archive: one member.
            unsafe archive_read_support_format_raw(archive)
        }
    }

    func step() -> Step {
        var entry: OpaquePointer?
        let result = unsafe archive_read_next_header(archive, &entry)
        if result == ARCHIVE_EOF { return .end }
        // A warning is about a name or a date, which nobody looks at.
        guard result == ARCHIVE_OK || result == ARCHIVE_WARN, let entry = unsafe entry else {
            return .failure(failure)
        }
        let regular: mode_t = 0o100_000
        guard unsafe archive_entry_filetype(entry) == regular,
            unsafe archive_entry_hardlink(entry) == nil
        else { return .other }
        return .file(isEncrypted: unsafe archive_entry_is_data_encrypted(entry) == 1)
    }

    /// Unpacks the next part of the file that the last step gave.
    ///
    /// Returns how many bytes there are now in the buffer: 0 at the end of the file; `nil` when it
    /// is broken.
    func read(into buffer: inout [UInt8]) -> Int? {
        // SAFETY: the call writes at most the bytes it is told of.
        let count = unsafe buffer.withUnsafeMutableBytes {
            unsafe archive_read_data(archive, $0.baseAddress, $0.count)
        }
        return count < 0 ? nil : count
    }

    private var failure: UndecodableReason {
        if unsafe archive_read_has_encrypted_entries(archive) == 1 { return .encrypted }
        return unsafe archive_errno(archive) == ENOMEM ? .outOfMemory : .malformed
    }
}
