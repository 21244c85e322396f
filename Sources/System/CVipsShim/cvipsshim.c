// SPDX-License-Identifier: Apache-2.0
#include "cvipsshim.h"

#include <stdlib.h>
#include <string.h>
#include <vips/vips.h>
#include <vips/vector.h>

#include "pixels.h"

int cvs_start(void) {
    if (VIPS_INIT("nightlight")) return -1;
    // Only loaders that are fuzzed upstream: no ImageMagick, PDF, SVG and the like.
    vips_block_untrusted_set(TRUE);
    vips_cache_set_max(0);
    vips_concurrency_set(1);
    // The vector code generator wants memory that is writable and executable, which is denied.
    vips_vector_set_enabled(FALSE);
    return 0;
}

static int open_picture(
    const void *bytes, size_t count, enum cvs_format format, VipsImage **image) {
    void *buffer = (void *)bytes;
    // Sequential: pixels come as they are asked for, so that opening reads only the header.
    // A file that ends early is an error; other damage that a viewer would show past is not.
    switch (format) {
    case CVS_PNG:
        return vips_pngload_buffer(buffer, count, image, "access", VIPS_ACCESS_SEQUENTIAL,
            "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
    case CVS_WEBP:
        return vips_webpload_buffer(buffer, count, image, "access", VIPS_ACCESS_SEQUENTIAL,
            "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
    case CVS_GIF:
        return vips_gifload_buffer(buffer, count, image, "access", VIPS_ACCESS_SEQUENTIAL,
            "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
    case CVS_TIFF:
        return vips_tiffload_buffer(buffer, count, image, "access", VIPS_ACCESS_SEQUENTIAL,
            "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
    case CVS_JPEG:
        break;  // libjpeg-turbo's, and not libvips's, to decode
    case CVS_HEIC:
    case CVS_AVIF:
        return vips_heifload_buffer(buffer, count, image, "access", VIPS_ACCESS_SEQUENTIAL,
            "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
    }
    return -1;
}

// Replaces `*image` by the result of an operation on it.
static void replace(VipsImage **image, VipsImage *with) {
    g_object_unref(*image);
    *image = with;
}

// Brings any pixels to eight bits. Numbers are taken as they are stored, without colour profile,
// and sixteen bits lose their lower eight: so do the tools that fingerprints are exchanged with.
int cvs_to_bytes(VipsImage **image) {
    VipsImage *next = NULL;
    VipsInterpretation space = vips_image_guess_interpretation(*image);
    VipsBandFormat kind = vips_image_get_format(*image);
    int is_plain = vips_image_get_coding(*image) == VIPS_CODING_NONE
        && (kind == VIPS_FORMAT_UCHAR || kind == VIPS_FORMAT_USHORT)
        && space != VIPS_INTERPRETATION_LAB && space != VIPS_INTERPRETATION_LABS;
    if (!is_plain) {
        if (vips_colourspace(*image, &next, VIPS_INTERPRETATION_sRGB, NULL)) return -1;
        replace(image, next);
        kind = vips_image_get_format(*image);
    }
    if (kind == VIPS_FORMAT_USHORT) {
        if (vips_rshift_const1(*image, &next, 8, NULL)) return -1;
        replace(image, next);
    }
    if (vips_image_get_format(*image) != VIPS_FORMAT_UCHAR) {
        if (vips_cast_uchar(*image, &next, NULL)) return -1;
        replace(image, next);
    }
    return 0;
}

// Leaves one band of grey, three of colour, or four of cyan, magenta, yellow and black. Alpha is
// dropped: what fingerprints are exchanged with looks at the colours as stored.
int cvs_to_colours(VipsImage **image, int is_ink) {
    int bands = vips_image_get_bands(*image);
    int wanted = bands < 3 ? 1 : is_ink && bands >= 4 ? 4 : 3;
    if (bands == wanted) return 0;
    VipsImage *next = NULL;
    if (vips_extract_band(*image, &next, 0, "n", wanted, NULL)) return -1;
    replace(image, next);
    return 0;
}

static inline uint8_t scale(unsigned value, unsigned by) {
    unsigned product = value * by + 128;
    return (uint8_t)((product + (product >> 8)) >> 8);
}

// Makes three bytes of each pixel.
void cvs_to_rgb(uint8_t *rgb, size_t pixels, int bands, const uint8_t *source) {
    if (bands == 3) {
        memcpy(rgb, source, pixels * 3);
        return;
    }
    for (size_t i = 0; i < pixels; i++) {
        if (bands == 1) {
            memset(rgb + 3 * i, source[i], 3);
        } else {
            const uint8_t *ink = source + 4 * i;
            unsigned white = 255U - ink[3];
            for (int band = 0; band < 3; band++)
                rgb[3 * i + (size_t)band] = scale(255U - ink[band], white);
        }
    }
}

enum cvs_result cvs_failure(void) {
    const char *text = vips_error_buffer();
    enum cvs_result result = strstr(text, "out of memory") || strstr(text, "Out of memory")
            || strstr(text, "unable to allocate") || strstr(text, "Memory allocation")
        ? CVS_OUT_OF_MEMORY
        : strstr(text, "nsupported") || strstr(text, "not supported")
            ? CVS_UNSUPPORTED
            : CVS_BROKEN;
    vips_error_clear();
    return result;
}

enum cvs_result cvs_decode(
    const void *bytes, size_t count, enum cvs_format format, uint64_t pixels_max,
    struct cvs_picture *picture) {
    enum cvs_result result = CVS_OK;
    VipsImage *image = NULL;
    uint8_t *pixels = NULL;
    vips_error_clear();
    if (open_picture(bytes, count, format, &image)) return cvs_failure();
    picture->width = vips_image_get_width(image);
    picture->height = vips_image_get_height(image);
    picture->orientation = vips_image_get_orientation(image);
    uint64_t pixel_count = (uint64_t)picture->width * (uint64_t)picture->height;
    if (pixel_count > pixels_max) {
        result = CVS_TOO_MANY_PIXELS;
        goto out;
    }
    int is_ink = vips_image_get_interpretation(image) == VIPS_INTERPRETATION_CMYK;
    if (cvs_to_bytes(&image) || cvs_to_colours(&image, is_ink)) {
        result = cvs_failure();
        goto out;
    }
    int bands = vips_image_get_bands(image);
    size_t byte_count = 0;
    pixels = vips_image_write_to_memory(image, &byte_count);
    if (!pixels || byte_count != pixel_count * (size_t)bands) {
        result = cvs_failure();
        goto out;
    }
    if (bands == 3) {
        picture->rgb = pixels;
        pixels = NULL;
    } else {
        picture->rgb = g_try_malloc(pixel_count * 3);
        if (picture->rgb) cvs_to_rgb(picture->rgb, pixel_count, bands, pixels);
        else result = CVS_OUT_OF_MEMORY;
    }
out:
    g_free(pixels);
    g_object_unref(image);
    // Damage that was shown past leaves text behind, which would grow from file to file.
    vips_error_clear();
    return result;
}

enum cvs_result cvs_turn_upright(struct cvs_picture *picture) {
    int orientation = picture->orientation;
    picture->orientation = 1;
    if (orientation <= 1 || orientation > 8) return CVS_OK;
    size_t width = (size_t)picture->width, height = (size_t)picture->height;
    uint8_t *turned = g_try_malloc(width * height * 3);
    if (!turned) return CVS_OUT_OF_MEMORY;
    int swaps = orientation >= 5;
    size_t out_width = swaps ? height : width, out_height = swaps ? width : height;
    uint8_t *to = turned;
    for (size_t y = 0; y < out_height; y++) {
        for (size_t x = 0; x < out_width; x++, to += 3) {
            size_t fx = swaps ? y : x, fy = swaps ? x : y;
            // The stored picture's columns run backwards in 2, 3, 7 and 8, its rows in 3, 4, 6, 7.
            if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
                fx = width - 1 - fx;
            if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
                fy = height - 1 - fy;
            memcpy(to, picture->rgb + (fy * width + fx) * 3, 3);
        }
    }
    g_free(picture->rgb);
    picture->rgb = turned;
    picture->width = (int)out_width;
    picture->height = (int)out_height;
    return CVS_OK;
}

void cvs_release(struct cvs_picture *picture) {
    g_free(picture->rgb);
    picture->rgb = NULL;
}
