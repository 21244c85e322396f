// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
#include "decoding.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool cfetch_reserve(struct cfetch_buffer *buffer, size_t bytes) {
    if (bytes <= buffer->room) return true;
    uint8_t *larger = realloc(buffer->bytes, bytes);
    if (!larger) return false;
    buffer->bytes = larger;
    buffer->room = bytes;
    return true;
}

static enum cfetch_decoding append(
    struct cfetch_buffer *buffer, const uint8_t *bytes, size_t count) {
    if (count == 0) return cfetch_decoding_went_well;
    if (count > buffer->max - buffer->count) return cfetch_decoding_too_large;
    size_t needed = buffer->count + count;
    if (needed > buffer->room) {
        size_t room = buffer->room < 16384 ? 16384 : buffer->room * 2;
        if (room < needed) room = needed;
        if (room > buffer->max) room = buffer->max;
        if (!cfetch_reserve(buffer, room)) return cfetch_decoding_no_memory;
    }
    memcpy(buffer->bytes + buffer->count, bytes, count);
    buffer->count = needed;
    return cfetch_decoding_went_well;
}

static bool is_word(const char *text, size_t length, const char *word) {
    return length == strlen(word) && strncasecmp(text, word, length) == 0;
}

bool cfetch_decoder_add(struct cfetch_decoder *decoder, const char *header) {
    while (*header) {
        header += strspn(header, ", \t");
        size_t length = strcspn(header, ",");
        size_t word = length;
        while (word > 0 && (header[word - 1] == ' ' || header[word - 1] == '\t')) word--;
        struct cfetch_stage stage = {.step = cfetch_step_beginning};
        bool is_known = true;
        if (is_word(header, word, "gzip") || is_word(header, word, "x-gzip")) {
            stage.coding = cfetch_coding_gzip;
        } else if (is_word(header, word, "deflate")) {
            stage.coding = cfetch_coding_deflate;
        } else if (is_word(header, word, "br")) {
            stage.coding = cfetch_coding_brotli;
        } else {
            is_known = false;
        }
        if (is_known) {
            if (decoder->count == cfetch_codings_max) return false;
            decoder->stages[decoder->count++] = stage;
        } else if (word > 0 && !is_word(header, word, "identity")) {
            // What was done before it lies below something that cannot be taken off.
            decoder->count = 0;
        }
        header += length;
    }
    return true;
}

static enum cfetch_decoding feed(
    struct cfetch_decoder *decoder, size_t left, const uint8_t *bytes, size_t count,
    struct cfetch_buffer *target);

// LIMIT: bytes inflated at once, on the stack of each stage.
enum { piece_bytes = 16384 };

// Hands on what a stage made.
static enum cfetch_decoding give(
    struct cfetch_decoder *decoder, size_t left, const uint8_t *bytes, size_t count,
    struct cfetch_buffer *target) {
    struct cfetch_stage *stage = &decoder->stages[left];
    if (count > target->max - stage->given) return cfetch_decoding_too_large;
    stage->given += count;
    return feed(decoder, left, bytes, count, target);
}

// Everything behind the end of a stream; too much of it is not worth taking off what lies above.
static enum cfetch_decoding ignore(struct cfetch_decoder *decoder, size_t left, size_t count) {
    struct cfetch_stage *stage = &decoder->stages[left];
    stage->padding += count;
    if (stage->padding <= cfetch_padding_max) return cfetch_decoding_went_well;
    decoder->needed = left + 1;
    return cfetch_decoding_over;
}

// Moves `bytes` behind what was read.
static enum cfetch_decoding inflate_some(
    struct cfetch_decoder *decoder, size_t left, const uint8_t **bytes, size_t *count,
    struct cfetch_buffer *target) {
    struct cfetch_stage *stage = &decoder->stages[left];
    uint8_t piece[piece_bytes];
    stage->zlib.next_in = (Bytef *)*bytes;
    stage->zlib.avail_in = (uInt)*count;
    int status = Z_OK;
    do {
        stage->zlib.next_out = piece;
        stage->zlib.avail_out = sizeof piece;
        status = inflate(&stage->zlib, Z_NO_FLUSH);
        size_t given = sizeof piece - stage->zlib.avail_out;
        enum cfetch_decoding further = give(decoder, left, piece, given, target);
        if (further) return further;
        if (status == Z_BUF_ERROR) break;
        if (status == Z_MEM_ERROR) return cfetch_decoding_no_memory;
        if (status != Z_OK && status != Z_STREAM_END) return cfetch_decoding_broken;
    } while (status != Z_STREAM_END && (stage->zlib.avail_in > 0 || stage->zlib.avail_out == 0));
    *bytes += *count - stage->zlib.avail_in;
    *count = stage->zlib.avail_in;
    if (status == Z_STREAM_END) {
        bool may_go_on = stage->coding == cfetch_coding_gzip;
        stage->step = may_go_on ? cfetch_step_after : cfetch_step_padding;
        stage->held_count = 0;
    }
    return cfetch_decoding_went_well;
}

static bool is_zlib(const uint8_t head[2]) {
    return (head[0] & 0x0f) == Z_DEFLATED && ((head[0] << 8) | head[1]) % 31 == 0;
}

static bool is_gzip(const uint8_t head[2]) { return head[0] == 0x1f && head[1] == 0x8b; }

// The first two bytes tell whether `deflate` is wrapped (RFC 9110) or raw (what many send), and
// whether another stream or padding follows.
static enum cfetch_decoding begin(
    struct cfetch_decoder *decoder, size_t left, struct cfetch_buffer *target) {
    struct cfetch_stage *stage = &decoder->stages[left];
    if (stage->streams++ == cfetch_streams_max) return cfetch_decoding_broken;
    if (stage->step == cfetch_step_after) {
        if (!is_gzip(stage->held)) {
            stage->step = cfetch_step_padding;
            return cfetch_decoding_went_well;
        }
        if (inflateReset(&stage->zlib) != Z_OK) return cfetch_decoding_no_memory;
    } else {
        int window = stage->coding == cfetch_coding_gzip ? MAX_WBITS + 16
                     : is_zlib(stage->held)              ? MAX_WBITS
                                                         : -MAX_WBITS;
        if (inflateInit2(&stage->zlib, window) != Z_OK) return cfetch_decoding_no_memory;
        stage->has_zlib = true;
    }
    stage->step = cfetch_step_inside;
    const uint8_t *held = stage->held;
    size_t count = stage->held_count;
    return inflate_some(decoder, left, &held, &count, target);
}

static enum cfetch_decoding feed_zlib(
    struct cfetch_decoder *decoder, size_t left, const uint8_t *bytes, size_t count,
    struct cfetch_buffer *target) {
    struct cfetch_stage *stage = &decoder->stages[left];
    while (count > 0) {
        enum cfetch_decoding result = cfetch_decoding_went_well;
        switch (stage->step) {
        case cfetch_step_beginning:
        case cfetch_step_after:
            stage->held[stage->held_count++] = *bytes++;
            count--;
            if (stage->held_count == 2) result = begin(decoder, left, target);
            break;
        case cfetch_step_inside:
            result = inflate_some(decoder, left, &bytes, &count, target);
            break;
        case cfetch_step_padding: return ignore(decoder, left, count);
        }
        if (result) return result;
    }
    return cfetch_decoding_went_well;
}

static enum cfetch_decoding feed_brotli(
    struct cfetch_decoder *decoder, size_t left, const uint8_t *bytes, size_t count,
    struct cfetch_buffer *target) {
    struct cfetch_stage *stage = &decoder->stages[left];
    if (stage->step == cfetch_step_padding) return ignore(decoder, left, count);
    if (!stage->brotli) stage->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!stage->brotli) return cfetch_decoding_no_memory;
    stage->step = cfetch_step_inside;
    BrotliDecoderResult status = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
        uint8_t piece[piece_bytes];
        uint8_t *end = piece;
        size_t room = sizeof piece;
        status = BrotliDecoderDecompressStream(stage->brotli, &count, &bytes, &room, &end, NULL);
        enum cfetch_decoding further =
            give(decoder, left, piece, (size_t)(end - piece), target);
        if (further) return further;
    }
    if (status == BROTLI_DECODER_RESULT_ERROR) return cfetch_decoding_broken;
    if (status != BROTLI_DECODER_RESULT_SUCCESS) return cfetch_decoding_went_well;
    stage->step = cfetch_step_padding;
    return ignore(decoder, left, count);
}

// `left` codings are still to be taken off: the last one that was put on comes off first.
static enum cfetch_decoding feed(
    struct cfetch_decoder *decoder, size_t left, const uint8_t *bytes, size_t count,
    struct cfetch_buffer *target) {
    if (count == 0) return cfetch_decoding_went_well;
    if (left == 0) return append(target, bytes, count);
    bool is_brotli = decoder->stages[left - 1].coding == cfetch_coding_brotli;
    return (is_brotli ? feed_brotli : feed_zlib)(decoder, left - 1, bytes, count, target);
}

enum cfetch_decoding cfetch_decode(
    struct cfetch_decoder *decoder, const uint8_t *bytes, size_t count,
    struct cfetch_buffer *target) {
    return feed(decoder, decoder->count, bytes, count, target);
}

bool cfetch_decoder_is_whole(const struct cfetch_decoder *decoder) {
    size_t needed = decoder->needed > 0 ? decoder->needed : decoder->count;
    for (size_t index = 0; index < needed; index++) {
        const struct cfetch_stage *stage = &decoder->stages[index];
        // Nothing at all is a body without bytes, however it is said to be coded.
        bool is_untouched = stage->step == cfetch_step_beginning && stage->held_count == 0;
        if (stage->step == cfetch_step_inside) return false;
        if (stage->step == cfetch_step_beginning && !is_untouched) return false;
    }
    return true;
}

void cfetch_decoder_free(struct cfetch_decoder *decoder) {
    for (size_t index = 0; index < decoder->count; index++) {
        struct cfetch_stage *stage = &decoder->stages[index];
        if (stage->has_zlib) inflateEnd(&stage->zlib);
        if (stage->brotli) BrotliDecoderDestroyInstance(stage->brotli);
    }
    decoder->count = 0;
}
