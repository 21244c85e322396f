// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
#include "csmtp.h"

#include <curl/curl.h>
#include <pthread.h>
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

static void initialise(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

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

enum csmtp_outcome csmtp_send(const struct csmtp_delivery *delivery, long *status) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, initialise);
    *status = 0;
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
    struct reading reading = {delivery->message, delivery->message_bytes};
    set_options(curl, delivery);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_message);
    curl_easy_setopt(curl, CURLOPT_READDATA, &reading);
    curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)delivery->message_bytes);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
    curl_slist_free_all(recipients);
    curl_easy_cleanup(curl);
    return outcome(code);
}
