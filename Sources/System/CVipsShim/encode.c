// SPDX-License-Identifier: Apache-2.0
#include "cvipsshim.h"

#include <vips/vips.h>

static int save(
    VipsImage *image, enum cvs_format format, int quality, void **bytes, size_t *count) {
    switch (format) {
    case CVS_JPEG:
        return vips_jpegsave_buffer(image, bytes, count, "Q", quality, NULL);
    case CVS_PNG:
        return vips_pngsave_buffer(image, bytes, count, NULL);
    case CVS_WEBP:
        return vips_webpsave_buffer(image, bytes, count, "Q", quality, NULL);
    case CVS_GIF:
        return vips_gifsave_buffer(image, bytes, count, NULL);
    case CVS_TIFF:
        return vips_tiffsave_buffer(
            image, bytes, count, "compression", VIPS_FOREIGN_TIFF_COMPRESSION_LZW, NULL);
    case CVS_HEIC:
        return vips_heifsave_buffer(image, bytes, count, "Q", quality, "compression",
            VIPS_FOREIGN_HEIF_COMPRESSION_HEVC, NULL);
    case CVS_AVIF:
        return vips_heifsave_buffer(image, bytes, count, "Q", quality, "effort", 1, "compression",
            VIPS_FOREIGN_HEIF_COMPRESSION_AV1, NULL);
    }
    return -1;
}

enum cvs_result cvs_encode(
    const uint8_t *rgb, int width, int height, enum cvs_format format, int quality, void **bytes,
    size_t *count) {
    *bytes = NULL;
    *count = 0;
    VipsImage *raw = vips_image_new_from_memory(
        rgb, (size_t)width * (size_t)height * 3, width, height, 3, VIPS_FORMAT_UCHAR);
    if (!raw) return CVS_BROKEN;
    VipsImage *image = NULL;
    int status = vips_copy(raw, &image, "interpretation", VIPS_INTERPRETATION_sRGB, NULL);
    if (!status) status = save(image, format, quality, bytes, count);
    if (image) g_object_unref(image);
    g_object_unref(raw);
    vips_error_clear();
    return status ? CVS_UNSUPPORTED : CVS_OK;
}

void cvs_free(void *bytes) { g_free(bytes); }
