// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import MediaDecoding

/// The process that reads hostile files.
///
/// It is started by `DecoderPool`, confines itself, says that it is ready, and then answers one
/// request after another on standard output until standard input ends. What it holds are the bytes
/// of one file, of some it was handed already, and of those that went before through the same
/// memory; what it can reach is nothing.
@main struct Decoder {
    static func main() {
        guard let arguments = DecoderArguments(words: CommandLine.arguments.dropFirst()) else {
            // Only a person at a terminal gets here: the pool writes the words itself.
            _ = Frames.writeText("nightlight-decoder is started by nightlight, not by hand.\n")
            exit(64)
        }
        // From files, which are out of reach from the next line on.
        let charsets = LegacyCharsets()
        var confinement = Confinement(arguments: arguments)
        if let failure = confinement.confine() {
            Frames.write(
                DecoderAnswer.notConfined(failure.stage, errorNumber: failure.errorNumber).frame)
            exit(70)
        }
        let answering = Answering(
            arguments: arguments, landlockVersion: confinement.landlockVersion,
            charsets: charsets)
        var frames = Frames(handedFiles: confinement.handedFiles)
        Frames.write(DecoderAnswer.ready(landlockVersion: confinement.landlockVersion).frame)
        // The child ends when its input ends, and at the first frame that is not a request: the
        // pool never sends one, so whoever did is not to be answered.
        while let request = frames.read(bytesMax: arguments.bytesMax) {
            Frames.write(answering.answer(to: request).frame)
        }
    }
}
