#include <curl/curl.h>

/* curl_easy_setopt and curl_easy_getinfo take whatever comes, and Swift cannot call such functions. */
static inline CURLcode gmis_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode gmis_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode gmis_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode gmis_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode gmis_curl_set_complaint(CURL *handle, char *buffer) {
    return curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, buffer);
}
static inline CURLcode gmis_curl_set_reading(CURL *handle, curl_read_callback reading, void *argument) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_READFUNCTION, reading);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_READDATA, argument) : code;
}
static inline CURLcode gmis_curl_set_listening(CURL *handle, curl_debug_callback listening, void *argument) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, listening);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_DEBUGDATA, argument);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L) : code;
}
static inline long gmis_curl_new_connections(CURL *handle) {
    long count = 0;
    return curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &count) == CURLE_OK ? count : 1;
}

/* Macros of more than a number. */
static const long GMIS_GLOBAL_DEFAULT = CURL_GLOBAL_DEFAULT;
static const long GMIS_TLS_1_2 = CURL_SSLVERSION_TLSv1_2;
static const long GMIS_TLS_REQUIRED = CURLUSESSL_ALL;
static const long GMIS_TLS_NEVER = CURLUSESSL_NONE;
