// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import MediaDecoding

extension FingerprintedFile {
    /// Makes a file's digests, and lets the confined decoder read it.
    ///
    /// - Throws: `FingerprintingError.decoderUnavailable`, which says nothing about the file. That
    ///   nothing in it can be decoded is no error.
    package init(
        of bytes: [UInt8], through decoders: DecoderPool,
        options: FileReadingOptions = FileReadingOptions()
    ) async throws(FingerprintingError) {
        let reading = await decoders.fileReading(of: bytes, options: options)
        try self.init(
            digests: FileDigests(of: bytes), byteCount: bytes.count, settled: reading)
    }

    /// The same of a file that was read piece by piece.
    ///
    /// Of one that is larger than the decoder takes only the digests are made.
    package init(
        of contents: FileContents, through decoders: DecoderPool,
        options: FileReadingOptions = FileReadingOptions()
    ) async throws(FingerprintingError) {
        let reading: FileReading =
            if let bytes = contents.bytes {
                await decoders.fileReading(of: bytes, options: options)
            } else {
                .undecodable(.tooManyBytes)
            }
        try self.init(
            digests: contents.digests, byteCount: contents.byteCount, settled: reading)
    }

    private init(
        digests: FileDigests, byteCount: Int, settled reading: FileReading
    ) throws(FingerprintingError) {
        if case .undecodable(let reason) = reading, reason.isTransient {
            throw .decoderUnavailable
        }
        self.init(digests: digests, byteCount: byteCount, reading: reading)
    }
}
