// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
#include "cavshim.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
#include <string.h>

// Codings whose decoders are fuzzed upstream and that videos on the web are in. FFmpeg has some
// hundreds more, which nobody needs and everybody could attack.
static const char decoders[] =
    "h264,hevc,vp8,vp9,libdav1d,mpeg1video,mpeg2video,mpeg4,msmpeg4v1,msmpeg4v2,msmpeg4,"
    "h263,h263p,flv,vp6,vp6a,vp6f,theora,mjpeg,prores,wmv1,wmv2";

// LIMIT: bytes and microseconds of a video that are read to find out what is in it.
static const int64_t probe_bytes = 5 << 20, probe_microseconds = 5 * AV_TIME_BASE;
// LIMIT: bytes in one read of the video.
enum { io_bytes = 1 << 16 };
// LIMIT: milliseconds a container may promise beyond its last frame, as sound often does.
enum { tail_milliseconds = 2000 };
// LIMIT: errors while the decoder gives what it still holds.
enum { drain_errors_max = 64 };

struct cav_video {
    const uint8_t *bytes;
    size_t count, place;
    AVFormatContext *format;
    AVCodecContext *codec;
    AVPacket *packet;
    AVFrame *frame, *colours;
    struct SwsContext *scaler;
    AVStream *stream;
    struct cav_options options;
    int64_t frames, packets, last_milliseconds, end_milliseconds, first_timestamp;
    int is_draining, is_incomplete, drain_errors;
};

void cav_start(void) { av_log_set_level(AV_LOG_QUIET); }

static int read_bytes(void *opaque, uint8_t *into, int wanted) {
    struct cav_video *video = opaque;
    size_t left = video->count - video->place;
    if (left == 0) return AVERROR_EOF;
    size_t taken = (size_t)wanted < left ? (size_t)wanted : left;
    memcpy(into, video->bytes + video->place, taken);
    video->place += taken;
    return (int)taken;
}

static int64_t seek(void *opaque, int64_t offset, int whence) {
    struct cav_video *video = opaque;
    int64_t count = (int64_t)video->count;
    if (whence & AVSEEK_SIZE) return count;
    whence &= ~AVSEEK_FORCE;
    int64_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (int64_t)video->place : count;
    if (offset < -from || offset > count - from) return AVERROR(EINVAL);
    video->place = (size_t)(from + offset);
    return from + offset;
}

// A video may name other files; there are none.
static int refuse_to_open(
    AVFormatContext *format, AVIOContext **io, const char *address, int flags,
    AVDictionary **options) {
    (void)format, (void)io, (void)address, (void)flags, (void)options;
    return AVERROR(EPERM);
}

static enum cav_result result_of(int error) {
    return error == AVERROR(ENOMEM) ? CAV_OUT_OF_MEMORY : CAV_BROKEN;
}

static const char *name_of(enum cav_format format) {
    switch (format) {
    case CAV_MP4: return "mov";
    case CAV_MATROSKA: return "matroska";
    case CAV_AVI: return "avi";
    case CAV_FLV: return "flv";
    case CAV_MPEG_TS: return "mpegts";
    }
    return "";
}

static enum cav_result open_container(struct cav_video *video, enum cav_format name) {
    const AVInputFormat *input = av_find_input_format(name_of(name));
    if (!input) return CAV_UNSUPPORTED;
    AVFormatContext *format = avformat_alloc_context();
    uint8_t *buffer = av_malloc(io_bytes);
    if (format && buffer)
        format->pb = avio_alloc_context(buffer, io_bytes, 0, video, read_bytes, NULL, seek);
    if (!format || !format->pb) {
        avformat_free_context(format);
        av_free(buffer);
        return CAV_OUT_OF_MEMORY;
    }
    AVIOContext *io = format->pb;
    format->flags |= AVFMT_FLAG_CUSTOM_IO;
    format->io_open = refuse_to_open;
    format->protocol_whitelist = av_strdup("none");
    format->format_whitelist = av_strdup(input->name);
    format->codec_whitelist = av_strdup(decoders);
    format->probesize = probe_bytes;
    format->max_analyze_duration = probe_microseconds;
    // LIMIT: tracks of one video.
    format->max_streams = 64;
    int error = avformat_open_input(&format, NULL, input, NULL);
    if (error < 0) {  // frees the context, and not the input of somebody else's making
        av_freep(&io->buffer);
        avio_context_free(&io);
        return result_of(error);
    }
    video->format = format;
    return CAV_OK;
}

static enum cav_result find_pictures(struct cav_video *video) {
    AVFormatContext *format = video->format;
    unsigned known = format->nb_streams;
    AVDictionary **options = av_calloc(known + 1, sizeof *options);
    if (!options) return CAV_OUT_OF_MEMORY;
    for (unsigned i = 0; i < known; i++) {
        av_dict_set_int(&options[i], "max_pixels", video->options.pixels_max, 0);
        av_dict_set_int(&options[i], "threads", 1, 0);
    }
    int error = avformat_find_stream_info(format, known ? options : NULL);
    for (unsigned i = 0; i < known; i++) av_dict_free(&options[i]);
    av_free(options);
    if (error < 0) return result_of(error);
    int index = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, NULL, 0);
    if (index < 0) return CAV_NO_PICTURE;
    video->stream = format->streams[index];
    for (unsigned i = 0; i < format->nb_streams; i++)
        format->streams[i]->discard = (int)i == index ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    return CAV_OK;
}

static enum cav_result open_decoder(struct cav_video *video) {
    const AVCodecParameters *parameters = video->stream->codecpar;
    if (parameters->width > 0 && parameters->height > 0
        && (int64_t)parameters->width * parameters->height > video->options.pixels_max)
        return CAV_TOO_MANY_PIXELS;
    const AVCodec *decoder = avcodec_find_decoder(parameters->codec_id);
    if (!decoder) return CAV_UNSUPPORTED;
    video->codec = avcodec_alloc_context3(decoder);
    if (!video->codec) return CAV_OUT_OF_MEMORY;
    int error = avcodec_parameters_to_context(video->codec, parameters);
    if (error < 0) return result_of(error);
    video->codec->codec_whitelist = av_strdup(decoders);
    video->codec->max_pixels = video->options.pixels_max;
    video->codec->thread_count = video->options.threads;
    video->codec->pkt_timebase = video->stream->time_base;
    if (video->options.key_frames_only) video->codec->skip_frame = AVDISCARD_NONKEY;
    error = avcodec_open2(video->codec, decoder, NULL);
    if (error == AVERROR(EINVAL)) return CAV_UNSUPPORTED;  // not among the decoders above
    return error < 0 ? result_of(error) : CAV_OK;
}

enum cav_result cav_open(
    const uint8_t *bytes, size_t count, enum cav_format format, const struct cav_options *options,
    struct cav_video **opened) {
    struct cav_video *video = av_mallocz(sizeof *video);
    if (!video) return CAV_OUT_OF_MEMORY;
    video->bytes = bytes;
    video->count = count;
    video->options = *options;
    video->first_timestamp = AV_NOPTS_VALUE;
    video->packet = av_packet_alloc();
    video->frame = av_frame_alloc();
    video->colours = av_frame_alloc();
    enum cav_result result = video->packet && video->frame && video->colours
        ? open_container(video, format)
        : CAV_OUT_OF_MEMORY;
    if (result == CAV_OK) result = find_pictures(video);
    if (result == CAV_OK) result = open_decoder(video);
    if (result == CAV_OK) *opened = video;
    else cav_close(video);
    return result;
}

void cav_close(struct cav_video *video) {
    if (!video) return;
    sws_freeContext(video->scaler);
    avcodec_free_context(&video->codec);
    av_frame_free(&video->frame);
    av_frame_free(&video->colours);
    av_packet_free(&video->packet);
    if (video->format) {
        AVIOContext *io = video->format->pb;
        avformat_close_input(&video->format);
        av_freep(&io->buffer);
        avio_context_free(&io);
    }
    av_free(video);
}

static int64_t milliseconds_of(const struct cav_video *video, int64_t timestamp) {
    return av_rescale_q(timestamp, video->stream->time_base, (AVRational){ 1, 1000 });
}

// A video without timestamps, as some AVI files are, plays at its frame rate.
static int64_t time_of(struct cav_video *video) {
    int64_t timestamp = video->frame->best_effort_timestamp, time = 0;
    if (timestamp != AV_NOPTS_VALUE) {
        if (video->first_timestamp == AV_NOPTS_VALUE) {
            int64_t start = video->stream->start_time;
            video->first_timestamp = start == AV_NOPTS_VALUE ? timestamp : start;
        }
        // Wraps without harm where a broken video's numbers are far apart.
        time = milliseconds_of(
            video, (int64_t)((uint64_t)timestamp - (uint64_t)video->first_timestamp));
    } else if (video->stream->avg_frame_rate.num > 0) {
        time = av_rescale_q(
            video->frames, av_inv_q(video->stream->avg_frame_rate), (AVRational){ 1, 1000 });
    }
    if (time > video->last_milliseconds) video->last_milliseconds = time;
    return video->last_milliseconds;
}

static void note_packet(struct cav_video *video) {
    const AVPacket *packet = video->packet;
    if (packet->flags & AV_PKT_FLAG_CORRUPT) video->is_incomplete = 1;
    if (packet->pts == AV_NOPTS_VALUE) return;
    int64_t start = video->stream->start_time == AV_NOPTS_VALUE ? 0 : video->stream->start_time;
    int64_t duration = packet->duration > 0 ? packet->duration : 0;
    int64_t end = milliseconds_of(
        video, (int64_t)((uint64_t)packet->pts - (uint64_t)start + (uint64_t)duration));
    if (end > video->end_milliseconds) video->end_milliseconds = end;
}

// The container may say how long its video is; a shorter one was cut off.
static void compare_with_promise(struct cav_video *video) {
    int64_t promised = video->stream->duration != AV_NOPTS_VALUE
        ? milliseconds_of(video, video->stream->duration)
        : video->format->duration != AV_NOPTS_VALUE
            ? video->format->duration / (AV_TIME_BASE / 1000)
            : 0;
    if (promised - tail_milliseconds > video->end_milliseconds) video->is_incomplete = 1;
}

static enum cav_result feed(struct cav_video *video) {
    int error = av_read_frame(video->format, video->packet);
    if (error < 0) {
        if (error != AVERROR_EOF) video->is_incomplete = 1;
        compare_with_promise(video);
        video->is_draining = 1;
        avcodec_send_packet(video->codec, NULL);
        return error == AVERROR(ENOMEM) ? CAV_OUT_OF_MEMORY : CAV_AGAIN;
    }
    if (video->packet->stream_index == video->stream->index) {
        note_packet(video);
        if (!video->options.key_frames_only || video->packet->flags & AV_PKT_FLAG_KEY) {
            video->codec->reordered_opaque = video->packets;
            error = avcodec_send_packet(video->codec, video->packet);
        }
        video->packets++;
    }
    av_packet_unref(video->packet);
    if (error == AVERROR(ENOMEM)) return CAV_OUT_OF_MEMORY;
    if (error < 0) video->is_incomplete = 1;
    return CAV_AGAIN;
}

enum cav_result cav_next(struct cav_video *video, struct cav_frame *frame) {
    int error = avcodec_receive_frame(video->codec, video->frame);
    if (error == AVERROR_EOF) return CAV_END;
    if (error == AVERROR(ENOMEM)) return CAV_OUT_OF_MEMORY;
    if (error == AVERROR(EAGAIN)) return video->is_draining ? CAV_END : feed(video);
    if (error < 0) {
        video->is_incomplete = 1;
        if (!video->is_draining) return feed(video);
        return ++video->drain_errors > drain_errors_max ? CAV_END : CAV_AGAIN;
    }
    const AVFrame *got = video->frame;
    // Its numbers go into sizes of memory: nothing a decoder says is taken on trust.
    if (got->width <= 0 || got->height <= 0
        || (int64_t)got->width * got->height > video->options.pixels_max)
        return CAV_TOO_MANY_PIXELS;
    if (got->decode_error_flags || got->flags & AV_FRAME_FLAG_CORRUPT) video->is_incomplete = 1;
    frame->number = video->options.key_frames_only ? got->reordered_opaque : video->frames;
    frame->milliseconds = time_of(video);
    frame->width = got->width;
    frame->height = got->height;
    video->frames++;
    return CAV_OK;
}

enum cav_result cav_rgb(struct cav_video *video, uint8_t *rgb, size_t count) {
    const AVFrame *from = video->frame;
    AVFrame *to = video->colours;
    size_t row_bytes = (size_t)from->width * 3;
    if (count != row_bytes * (size_t)from->height) return CAV_BROKEN;
    // Rows with room behind them: the conversion works in steps of several pixels.
    if (to->width != from->width || to->height != from->height) {
        av_frame_unref(to);
        to->format = AV_PIX_FMT_RGB24;
        to->width = from->width;
        to->height = from->height;
        if (av_frame_get_buffer(to, 0) < 0) {
            to->width = to->height = 0;
            return CAV_OUT_OF_MEMORY;
        }
    }
    video->scaler = sws_getCachedContext(
        video->scaler, from->width, from->height, from->format, from->width, from->height,
        AV_PIX_FMT_RGB24, SWS_AREA, NULL, NULL, NULL);
    if (!video->scaler) return CAV_BROKEN;
    int rows = sws_scale(
        video->scaler, (const uint8_t *const *)from->data, from->linesize, 0, from->height,
        to->data, to->linesize);
    if (rows != from->height) return CAV_BROKEN;
    for (int y = 0; y < from->height; y++) {
        const uint8_t *row = to->data[0] + (ptrdiff_t)y * to->linesize[0];
        memcpy(rgb + (size_t)y * row_bytes, row, row_bytes);
    }
    return CAV_OK;
}

static int is_full_range(int format) {
    switch (format) {
    case AV_PIX_FMT_GRAY8:
    case AV_PIX_FMT_YUVJ411P:
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ440P:
    case AV_PIX_FMT_YUVJ444P: return 1;
    default: return 0;
    }
}

enum cav_result cav_luma(const struct cav_video *video, struct cav_luma *luma) {
    const AVFrame *frame = video->frame;
    const AVPixFmtDescriptor *description = av_pix_fmt_desc_get(frame->format);
    const uint64_t others = AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM
        | AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_FLOAT;
    if (!description || description->flags & others) return CAV_UNSUPPORTED;
    const AVComponentDescriptor *component = &description->comp[0];
    if (component->plane != 0 || component->step != 1 || component->offset != 0
        || component->shift != 0 || component->depth != 8)
        return CAV_UNSUPPORTED;
    // Rows may also run upwards.
    if (!frame->data[0] || frame->linesize[0] < frame->width) return CAV_UNSUPPORTED;
    luma->bytes = frame->data[0];
    luma->row_bytes = (size_t)frame->linesize[0];
    luma->is_limited = !is_full_range(frame->format);
    return CAV_OK;
}

enum cav_result cav_thumbnail(struct cav_video *video, uint8_t *luma) {
    const AVFrame *frame = video->frame;
    const AVPixFmtDescriptor *description = av_pix_fmt_desc_get(frame->format);
    if (!description || description->flags & (AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL))
        return CAV_BROKEN;
    // Brightness comes first in every format with brightness; in the others red will do.
    const AVComponentDescriptor *component = &description->comp[0];
    int is_wide = component->depth + component->shift > 8, extra = component->depth - 8;
    const int samples = 2 * CAV_THUMBNAIL_SIDE;
    for (int row = 0; row < CAV_THUMBNAIL_SIDE; row++) {
        for (int column = 0; column < CAV_THUMBNAIL_SIDE; column++) {
            unsigned sum = 0;
            for (int part = 0; part < 4; part++) {
                int64_t y = (int64_t)(2 * row + part / 2) * frame->height / samples;
                int64_t x = (int64_t)(2 * column + part % 2) * frame->width / samples;
                const uint8_t *at = frame->data[component->plane]
                    + (ptrdiff_t)y * frame->linesize[component->plane]
                    + (ptrdiff_t)x * component->step + component->offset;
                unsigned value = is_wide ? (unsigned)at[0] | (unsigned)at[1] << 8 : at[0];
                value >>= component->shift;
                sum += (extra > 0 ? value >> extra : value) & 255;
            }
            luma[row * CAV_THUMBNAIL_SIDE + column] = (uint8_t)(sum / 4);
        }
    }
    return CAV_OK;
}

int cav_is_incomplete(const struct cav_video *video) { return video->is_incomplete; }
