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
};

// LIMIT: codings on top of each other; one is usual, two are a misconfigured cache.
enum { cfetch_codings_max = 3 };

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
    bool has_zlib;
    z_stream zlib;
    BrotliDecoderState *brotli;
};

struct cfetch_decoder {
    struct cfetch_stage stages[cfetch_codings_max];
    size_t count;
};

// Reads one `Content-Encoding`, in the order they were applied. What is not known is left as it
// is, with everything below it.
bool cfetch_decoder_add(struct cfetch_decoder *decoder, const char *header);
enum cfetch_decoding cfetch_decode(
    struct cfetch_decoder *decoder, const uint8_t *bytes, size_t count,
    struct cfetch_buffer *target);
// Whether everything that began has ended.
bool cfetch_decoder_is_whole(const struct cfetch_decoder *decoder);
void cfetch_decoder_free(struct cfetch_decoder *decoder);
