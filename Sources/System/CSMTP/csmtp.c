// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
#include "csmtp.h"

#include <ccurlstart.h>
#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

struct reading {
    const char *bytes;
    size_t rest;
};

static size_t read_message(char *target, size_t size, size_t count, void *context) {
    struct reading *reading = context;
    size_t wanted = size * count;
    if (wanted > reading->rest) wanted = reading->rest;
    memcpy(target, reading->bytes, wanted);
    reading->bytes += wanted;
    reading->rest -= wanted;
    return wanted;
}

static int begins(const char *data, size_t size, const char *word) {
    size_t length = strlen(word);
    return size >= length && strncmp(data, word, length) == 0;
}

// The second number of `550 5.1.1 text`, -1 when the line has none.
static int enhanced_subject(const char *data, size_t size) {
    char line[32];
    size_t length = size < sizeof line - 1 ? size : sizeof line - 1;
    memcpy(line, data, length);
    line[length] = 0;
    int status = 0, class = 0, subject = 0, detail = 0;
    int found = sscanf(line, "%3d%*1[ -]%1d.%3d.%3d", &status, &class, &subject, &detail);
    return found == 4 ? subject : -1;
}

struct following {
    struct csmtp_reply *reply;
    int is_over;
};

// The library says what it sends and what it is told; nothing of it is kept but the step and the
// numbers.
static int follow(
    CURL *curl, curl_infotype type, char *data, size_t size, void *context) {
    (void)curl;
    struct following *following = context;
    struct csmtp_reply *reply = following->reply;
    // What is said after QUIT is about nothing.
    if (following->is_over) return 0;
    if (type == CURLINFO_HEADER_IN) reply->subject = enhanced_subject(data, size);
    if (type != CURLINFO_HEADER_OUT) return 0;
    following->is_over = begins(data, size, "QUIT");
    if (begins(data, size, "AUTH ")) reply->step = csmtp_step_sign_in;
    if (begins(data, size, "MAIL ")) reply->step = csmtp_step_sender;
    if (begins(data, size, "RCPT ")) reply->step = csmtp_step_recipient;
    if (begins(data, size, "DATA")) reply->step = csmtp_step_message;
    return 0;
}

static enum csmtp_outcome outcome(CURLcode code) {
    switch (code) {
    case CURLE_OK: return csmtp_outcome_sent;
    case CURLE_OUT_OF_MEMORY: return csmtp_outcome_out_of_memory;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT: return csmtp_outcome_bad_settings;
    case CURLE_COULDNT_RESOLVE_HOST: return csmtp_outcome_relay_not_found;
    case CURLE_COULDNT_CONNECT: return csmtp_outcome_not_connected;
    case CURLE_OPERATION_TIMEDOUT: return csmtp_outcome_timed_out;
    case CURLE_USE_SSL_FAILED: return csmtp_outcome_no_tls;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION: return csmtp_outcome_tls_failed;
    case CURLE_LOGIN_DENIED: return csmtp_outcome_sign_in_refused;
    default: return csmtp_outcome_broken_off;
    }
}

static void set_options(CURL *curl, const struct csmtp_delivery *delivery) {
    long tls = delivery->security == csmtp_security_required        ? (long)CURLUSESSL_ALL
               : delivery->security == csmtp_security_opportunistic ? (long)CURLUSESSL_TRY
                                                                    : (long)CURLUSESSL_NONE;
    curl_easy_setopt(curl, CURLOPT_URL, delivery->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    // Not from the environment: mail goes to the relay that the settings name, and nowhere else.
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USE_SSL, tls);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (delivery->ca_file) curl_easy_setopt(curl, CURLOPT_CAINFO, delivery->ca_file);
    if (delivery->user && delivery->password) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, delivery->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, delivery->password);
    }
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, delivery->connect_timeout_seconds);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, delivery->timeout_seconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, delivery->timeout_seconds);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, delivery->sender);
}

enum csmtp_outcome csmtp_send(const struct csmtp_delivery *delivery, struct csmtp_reply *reply) {
    ccurlstart();
    *reply = (struct csmtp_reply){csmtp_step_greeting, 0, -1};
    CURL *curl = curl_easy_init();
    if (!curl) return csmtp_outcome_out_of_memory;
    struct curl_slist *recipients = NULL;
    for (size_t index = 0; index < delivery->recipient_count; index++) {
        struct curl_slist *longer = curl_slist_append(recipients, delivery->recipients[index]);
        if (!longer) {
            curl_slist_free_all(recipients);
            curl_easy_cleanup(curl);
            return csmtp_outcome_out_of_memory;
        }
        recipients = longer;
    }
    struct following following = {reply, 0};
    struct reading reading = {delivery->message, delivery->message_bytes};
    set_options(curl, delivery);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, follow);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &following);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_message);
    curl_easy_setopt(curl, CURLOPT_READDATA, &reading);
    curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)delivery->message_bytes);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply->status);
    curl_slist_free_all(recipients);
    curl_easy_cleanup(curl);
    return outcome(code);
}
