package dev.drydock.cluster.gcs.access;

/**
 * Where an authenticated request goes.
 *
 * @param path begins with a slash, still percent-encoded, without query and without the capability
 *     prefix
 * @param baseUrl what {@code selfLink}, {@code mediaLink} and {@code Location} begin with, as the
 *     client reached this server: {@code http://127.0.0.1:4443}, followed by the capability prefix
 *     ({@code /emulator-…}) if the request came with one
 */
public record AuthenticatedRequest(String path, String baseUrl) {}
