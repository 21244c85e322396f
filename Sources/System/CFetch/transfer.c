// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
// What is asked of libcurl for one transfer.
#include "internal.h"

#include <ccurlstart.h>
#include <stdlib.h>
#include <string.h>

// LIMIT: bytes read from a socket at once.
enum { reading_bytes = 131072 };

// LIMIT: seconds the parsed certificates of the system are kept; reading them takes longer than
// most fetches.
enum { certificates_seconds = 3600 };

static void keep(struct cfetch_transfer *transfer, CURLcode code) {
    if (code != CURLE_OK) transfer->lacks_memory = true;
}

static struct curl_slist *append(
    struct cfetch_transfer *transfer, struct curl_slist *list, const char *text) {
    struct curl_slist *longer = curl_slist_append(list, text);
    if (!longer) transfer->lacks_memory = true;
    return longer ? longer : list;
}

// Nothing from the environment or the home directory, nothing remembered, nothing sent that was not
// asked for.
static void set_manners(struct cfetch_transfer *transfer) {
    CURL *curl = transfer->curl;
    keep(transfer, curl_easy_setopt(curl, CURLOPT_PROXY, ""));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_NOPROXY, ""));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_NONE));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_SSL_SESSIONID_CACHE, 0L));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2));
    long certificates = certificates_seconds;
    keep(transfer, curl_easy_setopt(curl, CURLOPT_CA_CACHE_TIMEOUT, certificates));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, (long)reading_bytes));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                                    (long)transfer->bounds.connect_ms));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, transfer->words));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_PRIVATE, transfer));
}

struct cfetch_transfer *cfetch_new(uint64_t id, const struct cfetch_bounds *bounds) {
    ccurlstart();
    struct cfetch_transfer *transfer = calloc(1, sizeof *transfer);
    if (!transfer) return NULL;
    transfer->curl = curl_easy_init();
    if (!transfer->curl) {
        free(transfer);
        return NULL;
    }
    transfer->id = id;
    transfer->bounds = *bounds;
    transfer->body.max = bounds->body_bytes_max;
    transfer->deadline = cfetch_now() + bounds->deadline_ms;
    set_manners(transfer);
    cfetch_watch(transfer);
    return transfer;
}

void cfetch_free(struct cfetch_transfer *transfer) {
    curl_easy_cleanup(transfer->curl);
    curl_slist_free_all(transfer->headers);
    curl_slist_free_all(transfer->connection);
    curl_slist_free_all(transfer->known);
    cfetch_decoder_free(&transfer->decoder);
    free(transfer->body.bytes);
    free(transfer);
}

void cfetch_set_address(
    struct cfetch_transfer *transfer, const char *scheme, const char *origin, const char *target) {
    CURL *curl = transfer->curl;
    keep(transfer, curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, scheme));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_URL, origin));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_REQUEST_TARGET, target));
}

void cfetch_set_connection(struct cfetch_transfer *transfer, const char *connect_to) {
    transfer->connection = append(transfer, transfer->connection, connect_to);
    CURL *curl = transfer->curl;
    keep(transfer, curl_easy_setopt(curl, CURLOPT_CONNECT_TO, transfer->connection));
}

void cfetch_set_proxy(
    struct cfetch_transfer *transfer, const char *url, const char *known, bool is_socks) {
    CURL *curl = transfer->curl;
    transfer->has_proxy = true;
    if (known) {
        transfer->known = append(transfer, transfer->known, known);
        keep(transfer, curl_easy_setopt(curl, CURLOPT_RESOLVE, transfer->known));
    }
    keep(transfer, curl_easy_setopt(curl, CURLOPT_PROXY, url));
    long kind = is_socks ? (long)CURLPROXY_SOCKS5_HOSTNAME : (long)CURLPROXY_HTTP;
    keep(transfer, curl_easy_setopt(curl, CURLOPT_PROXYTYPE, kind));
    keep(transfer, curl_easy_setopt(curl, CURLOPT_PROXYAUTH, (long)CURLAUTH_NONE));
    if (is_socks) {
        keep(transfer, curl_easy_setopt(curl, CURLOPT_SOCKS5_AUTH, (long)CURLAUTH_BASIC));
    } else {
        keep(transfer, curl_easy_setopt(curl, CURLOPT_HTTPPROXYTUNNEL, 1L));
    }
}

void cfetch_set_user_agent(struct cfetch_transfer *transfer, const char *text) {
    keep(transfer, curl_easy_setopt(transfer->curl, CURLOPT_USERAGENT, text));
}

void cfetch_add_header(struct cfetch_transfer *transfer, const char *line) {
    transfer->headers = append(transfer, transfer->headers, line);
    keep(transfer, curl_easy_setopt(transfer->curl, CURLOPT_HTTPHEADER, transfer->headers));
}

void cfetch_set_certificates(struct cfetch_transfer *transfer, const char *path) {
    keep(transfer, curl_easy_setopt(transfer->curl, CURLOPT_CAINFO, path));
    keep(transfer, curl_easy_setopt(transfer->curl, CURLOPT_CAPATH, NULL));
}

void cfetch_allow_peer(
    struct cfetch_transfer *transfer, const uint8_t *address, size_t bytes, int port) {
    if (transfer->peer_count == cfetch_peers_max) return;
    if (bytes != 4 && bytes != 16) return;
    struct cfetch_peer *peer = &transfer->peers[transfer->peer_count++];
    memcpy(peer->address, address, bytes);
    peer->bytes = bytes;
    peer->port = port;
}

uint64_t cfetch_id(const struct cfetch_transfer *transfer) { return transfer->id; }

const char *cfetch_header(struct cfetch_transfer *transfer, const char *name) {
    struct curl_header *header = NULL;
    CURLHcode code = curl_easy_header(transfer->curl, name, 0, CURLH_HEADER, -1, &header);
    return code == CURLHE_OK ? header->value : NULL;
}
