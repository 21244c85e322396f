// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
// The many errors of libcurl as our few.
#include "internal.h"

#include <errno.h>
#include <string.h>

static enum cfetch_outcome not_connected(struct cfetch_transfer *transfer) {
    if (transfer->has_proxy) return cfetch_outcome_proxy_failed;
    long error = 0;
    curl_easy_getinfo(transfer->curl, CURLINFO_OS_ERRNO, &error);
    return error == ECONNREFUSED ? cfetch_outcome_connection_refused
                                 : cfetch_outcome_connection_failed;
}

// The connection broke, or what came over it is not chunked as it was said to be: one code for
// both, told apart by the system's error.
static enum cfetch_outcome not_received(struct cfetch_transfer *transfer) {
    long error = 0;
    curl_easy_getinfo(transfer->curl, CURLINFO_OS_ERRNO, &error);
    bool is_secure = strstr(transfer->words, "SSL") != NULL;
    bool is_chunk = transfer->has_head && transfer->is_chunked && !is_secure;
    if (is_chunk && error == 0) return cfetch_outcome_bad_chunk;
    if (transfer->has_head && is_secure && error == 0) return cfetch_outcome_cut_short;
    return transfer->asked > 0 ? cfetch_outcome_connection_failed : not_connected(transfer);
}

static enum cfetch_outcome bad_reply(struct cfetch_transfer *transfer) {
    if (!transfer->has_status_line) return cfetch_outcome_not_http;
    return strstr(transfer->words, "Content-Length") ? cfetch_outcome_bad_length
                                                     : cfetch_outcome_bad_header;
}

static enum cfetch_outcome by_coding(const struct cfetch_transfer *transfer) {
    return cfetch_decoder_is_whole(&transfer->decoder) ? cfetch_outcome_complete
                                                       : cfetch_outcome_bad_coding;
}

static enum cfetch_outcome outcome(struct cfetch_transfer *transfer) {
    if (transfer->lacks_memory) return cfetch_outcome_out_of_memory;
    if (transfer->stop != cfetch_outcome_complete) return transfer->stop;
    if (transfer->is_enough) return by_coding(transfer);
    switch (transfer->code) {
    case CURLE_OK:
        return transfer->has_head ? by_coding(transfer) : cfetch_outcome_no_answer;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_PEER_FAILED_VERIFICATION: return cfetch_outcome_tls;
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_HOST: return not_connected(transfer);
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY: return cfetch_outcome_proxy_failed;
    case CURLE_OPERATION_TIMEDOUT:
        return transfer->has_proxy && transfer->asked == 0 ? cfetch_outcome_proxy_failed
                                                           : cfetch_outcome_timed_out;
    case CURLE_OUT_OF_MEMORY:
        // Also said of a header line that is longer than libcurl takes.
        return transfer->asked > 0 && !transfer->has_head ? cfetch_outcome_headers_too_large
                                                          : cfetch_outcome_out_of_memory;
    case CURLE_GOT_NOTHING: return cfetch_outcome_no_answer;
    case CURLE_UNSUPPORTED_PROTOCOL: return cfetch_outcome_not_http;
    case CURLE_WEIRD_SERVER_REPLY: return bad_reply(transfer);
    case CURLE_PARTIAL_FILE: return cfetch_outcome_cut_short;
    case CURLE_BAD_CONTENT_ENCODING: return cfetch_outcome_bad_coding;
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR: return not_received(transfer);
    default: return cfetch_outcome_broken;
    }
}

struct cfetch_result cfetch_result(struct cfetch_transfer *transfer) {
    struct cfetch_result result = {.outcome = outcome(transfer), .has_head = transfer->has_head};
    curl_easy_getinfo(transfer->curl, CURLINFO_RESPONSE_CODE, &result.status);
    result.body = transfer->body.bytes;
    result.body_bytes = transfer->body.count;
    return result;
}
