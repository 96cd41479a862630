package dev.drydock.cluster.gcs.access;

import java.util.regex.Pattern;

/** Which API a path belongs to. */
public final class ApiPaths {
  private static final Pattern JSON =
      Pattern.compile("/(?:(?:upload|resumable/upload|download|batch)/)?storage/v1(?:/.*)?|/batch");

  private ApiPaths() {}

  /** Whether a path is of the JSON API. Every other path is of the XML API. */
  public static boolean isJson(String path) {
    return JSON.matcher(path).matches();
  }

  /**
   * Whether batches are sent to a path.
   *
   * @param path null if the request has none
   */
  public static boolean isBatch(String path) {
    return path != null && (path.equals("/batch") || path.equals("/batch/storage/v1"));
  }
}
