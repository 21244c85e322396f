// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

extension DecoderPool {
    /// Every bound of a pool, with defaults that suit a machine with 2 GiB to spare.
    public struct Configuration: Hashable, Sendable {
        /// Where `nightlight-decoder` is.
        public var executablePath: String
        /// Children at work at once.
        ///
        /// LIMIT: each may use a processor and `memoryBytesMax`.
        public var workers: Int = 2
        /// How long one file may take.
        ///
        /// LIMIT: the largest picture accepted takes a few seconds.
        public var deadline: Duration = .seconds(20)
        /// After so long the reading of a video or archive ends with what was found until then.
        ///
        /// LIMIT: a machine decodes an hour of ordinary video in less.
        public var fileBudget: Duration = .seconds(240)
        /// How long one video or archive may take.
        ///
        /// LIMIT: the budget, and a minute for the frame or member in hand when it is used up.
        public var fileDeadline: Duration = .seconds(300)
        /// How long a child may take to start and confine itself.
        ///
        /// LIMIT: loading the libraries takes a tenth of a second on an idle machine; a busy one
        /// takes longer.
        public var startDeadline: Duration = .seconds(30)
        /// Files one child reads before a fresh one replaces it.
        ///
        /// LIMIT: bounds what a leak, or a child quietly taken over, can add up to. A child costs
        /// as much as three hundred small pictures read the fast way, which is to be little beside
        /// those it reads.
        public var itemsPerWorkerMax: Int = 16_000
        /// Files that may wait for a child.
        ///
        /// LIMIT: whoever calls holds the bytes meanwhile; more than this is answered with
        /// `media.busy` at once.
        public var waitingMax: Int = 1_024
        /// The largest file accepted.
        ///
        /// LIMIT: beyond the pictures of any camera in use.
        public var bytesMax: Int = 64 << 20
        /// The largest video or archive accepted.
        ///
        /// LIMIT: the pool and the child each hold it twice.
        public var fileBytesMax: Int = 128 << 20
        /// The largest page accepted.
        ///
        /// LIMIT: beyond any page made to be read.
        public var pageBytesMax: Int = 8 << 20
        /// The most pixels accepted.
        ///
        /// LIMIT: above the 108 and 200 megapixels of telephones.
        public var pixelsMax: Int = 210_000_000
        /// The most pixels of a video's frame accepted.
        ///
        /// LIMIT: 8K, of which a decoder may keep sixteen frames.
        public var framePixelsMax: Int = 36 << 20
        /// Memory a child may use beyond what its libraries take at the start.
        ///
        /// LIMIT: the largest picture accepted takes 0.6 GB as pixels, and as much again to turn it
        /// upright.
        public var memoryBytesMax: Int = 1_536 << 20
        /// Work on a kernel without Landlock, with the system-call filter as the only wall around
        /// files.
        ///
        /// Off by default: the child then refuses to start.
        public var allowsMissingLandlock = false
        /// How many files to ask for at once, that no child ever waits for its next.
        ///
        /// LIMIT: as many as each child has in hand when they are small, and as many to follow; no
        /// more than may wait.
        public var filesAtOnce: Int { min(workers * DecoderWorker.inHandMax * 2, waitingMax) }
        /// Start children that fail when told to.
        package var rehearsesFailures = false
        /// Start children that find no Landlock.
        package var pretendsMissingLandlock = false

        /// The defaults, with the decoder at the given path.
        ///
        /// - Parameter executablePath: Where `nightlight-decoder` is.
        public init(executablePath: String) {
            self.executablePath = executablePath
        }

        /// The defaults, with `nightlight-decoder` in the folder of the running program: so it is
        /// where both are installed, and where both are built.
        ///
        /// - Returns: The configuration; whether the file is there shows when a child is started.
        public static func besideRunningExecutable() -> Configuration {
            var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
            // SAFETY: the buffer is as long as the call is told, and outlives it.
            let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
            let bytes = buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
            let path = String(decoding: bytes, as: UTF8.self)
            let folder = path.lastIndex(of: "/").map { path[..<$0] } ?? "."
            return Configuration(executablePath: folder + "/nightlight-decoder")
        }

        /// Pictures have the short deadline even where a video would be read too.
        func deadline(for request: DecoderRequest) -> Duration {
            request.isLong ? fileDeadline : deadline
        }

        var fileBudgetMilliseconds: Int {
            let (seconds, attoseconds) = fileBudget.components
            return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
        }

        var arguments: DecoderArguments {
            DecoderArguments(
                bytesMax: max(bytesMax, pageBytesMax, fileBytesMax), pixelsMax: pixelsMax,
                memoryBytesMax: memoryBytesMax,
                // A child that nobody watches any more still ends: every item may use two
                // processors for its whole time, and no more.
                processorSecondsMax: max(
                    60,
                    Int(max(deadline, fileDeadline).components.seconds) * 2 * itemsPerWorkerMax),
                allowsMissingLandlock: allowsMissingLandlock,
                rehearsesFailures: rehearsesFailures,
                pretendsMissingLandlock: pretendsMissingLandlock)
        }
    }
}
