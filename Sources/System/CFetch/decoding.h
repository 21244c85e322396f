// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
// Content codings. libcurl's own reading of them takes a body that ends too soon for a whole one,
// and refuses what browsers read: padding behind a gzip stream, several streams in one body,
// codings that are none.
#pragma once
#include <brotli/decode.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <zlib.h>

struct cfetch_buffer {
    uint8_t *bytes;
    size_t count, room, max;
};

// Makes room for what was announced.
bool cfetch_reserve(struct cfetch_buffer *buffer, size_t bytes);

enum cfetch_decoding {
    cfetch_decoding_went_well = 0,
    cfetch_decoding_broken,
    cfetch_decoding_too_large,
    cfetch_decoding_no_memory,
    // The body is whole, and what follows it will not be read.
    cfetch_decoding_over,
};

// LIMIT: codings on top of each other; one is usual, two are a misconfigured cache.
enum { cfetch_codings_max = 3 };

// LIMIT: gzip streams in one body; what is made in blocks has one for every few kilobytes, and a
// stream of nothing takes far more time than bytes.
enum { cfetch_streams_max = 65536 };

// LIMIT: bytes ignored behind the end of a stream; servers that pad fill up a block.
enum { cfetch_padding_max = 65536 };

enum cfetch_coding { cfetch_coding_gzip, cfetch_coding_deflate, cfetch_coding_brotli };

enum cfetch_step {
    cfetch_step_beginning = 0,  // nothing read yet, or not enough to tell what it is
    cfetch_step_inside,
    cfetch_step_after,    // whole; another gzip stream may follow
    cfetch_step_padding,  // whole; what follows is ignored
};

struct cfetch_stage {
    enum cfetch_coding coding;
    enum cfetch_step step;
    // Bytes held back until there are two.
    uint8_t held[2];
    size_t held_count;
    // What it gave, how many streams that took, and what was ignored behind the last one.
    size_t given, streams, padding;
    bool has_zlib;
    z_stream zlib;
    BrotliDecoderState *brotli;
};

struct cfetch_decoder {
    struct cfetch_stage stages[cfetch_codings_max];
    size_t count;
    // Once the body is over: how many stages had to come to their end for that.
    size_t needed;
};

// Reads one `Content-Encoding`, in the order they were applied. What is not known is left as it
// is, with everything below it.
bool cfetch_decoder_add(struct cfetch_decoder *decoder, const char *header);
// No stage gives more than the target may hold: what one swallows was made by another.
enum cfetch_decoding cfetch_decode(
    struct cfetch_decoder *decoder, const uint8_t *bytes, size_t count,
    struct cfetch_buffer *target);
// Whether everything that began has ended.
bool cfetch_decoder_is_whole(const struct cfetch_decoder *decoder);
void cfetch_decoder_free(struct cfetch_decoder *decoder);
