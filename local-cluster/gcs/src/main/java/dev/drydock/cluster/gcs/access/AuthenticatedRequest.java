package dev.drydock.cluster.gcs.access;

/**
 * The target of an authenticated request.
 *
 * @param path begins with a slash, still percent-encoded, without the query and without the secret
 * @param baseUrl the beginning of {@code selfLink}, {@code mediaLink} and {@code Location}: the
 *     address that the client used ({@code http://127.0.0.1:4443}), followed by the secret ({@code
 *     /emulator-…}) if the request has it
 */
public record AuthenticatedRequest(String path, String baseUrl) {}
