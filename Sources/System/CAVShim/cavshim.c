// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
#include "video.h"

#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
#include <string.h>

// Codings whose decoders are fuzzed upstream and that videos on the web are in. FFmpeg has some
// hundreds more, which nobody needs and everybody could attack.
static const char decoders[] =
    "h264,hevc,vp8,vp9,libdav1d,mpeg1video,mpeg2video,mpeg4,msmpeg4v1,msmpeg4v2,msmpeg4,"
    "h263,h263p,flv,vp6,vp6a,vp6f,theora,mjpeg,prores,wmv1,wmv2,wmv3,vc1,apng";

// LIMIT: bytes and microseconds of a video that are read to find out what is in it.
static const int64_t probe_bytes = 5 << 20, probe_microseconds = 5 * AV_TIME_BASE;
// LIMIT: bytes in one read of the video.
enum { io_bytes = 1 << 16 };
// LIMIT: milliseconds a container may promise beyond its last frame, as sound often does.
enum { tail_milliseconds = 2000 };
// LIMIT: errors while the decoder gives what it still holds.
enum { drain_errors_max = 64 };

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
    case CAV_MPEG_PS: return "mpeg";
    case CAV_ASF: return "asf";
    case CAV_OGG: return "ogg";
    case CAV_APNG: return "apng";
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
    video->held = av_frame_alloc();
    enum cav_result result = video->packet && video->frame && video->colours && video->held
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
    av_frame_free(&video->held);
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

// How long the container says its video is.
static int64_t promised_milliseconds(const struct cav_video *video) {
    if (video->stream->duration != AV_NOPTS_VALUE)
        return milliseconds_of(video, video->stream->duration);
    if (video->format->duration != AV_NOPTS_VALUE)
        return video->format->duration / (AV_TIME_BASE / 1000);
    return 0;
}

// A video that is shorter than its container says was cut off.
static void compare_with_promise(struct cav_video *video) {
    int64_t promised = promised_milliseconds(video);
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

void cav_hold(struct cav_video *video) {
    av_frame_unref(video->held);
    // Without memory nothing is held, and its pixels cannot be had.
    av_frame_ref(video->held, video->frame);
}

void cav_swap_held(struct cav_video *video) {
    AVFrame *frame = video->frame;
    video->frame = video->held;
    video->held = frame;
}

int64_t cav_end_milliseconds(const struct cav_video *video) {
    int64_t promised = promised_milliseconds(video);
    return promised > video->end_milliseconds ? promised : video->end_milliseconds;
}

int cav_is_incomplete(const struct cav_video *video) { return video->is_incomplete; }
