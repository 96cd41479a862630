package dev.drydock.cluster.gcs.resource;

import dev.drydock.cluster.google.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Which names are valid: {@code https://cloud.google.com/storage/docs/buckets#naming} and {@code
 * https://cloud.google.com/storage/docs/objects#naming}.
 */
public final class Names {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final int LONGEST_COMPONENT = 63;
  private static final int LONGEST_OBJECT = 1024;

  private Names() {}

  public static void checkBucket(String name) throws ApiException {
    boolean good =
        BUCKET.matcher(name).matches()
            && !ADDRESS.matcher(name).matches()
            && !name.startsWith("goog")
            && !name.contains("google")
            && !name.contains("..");
    for (String component : name.split("\\.", -1)) {
      good &= component.length() <= LONGEST_COMPONENT;
    }
    if (!good) {
      throw new ApiException(400, "invalid", "Invalid bucket name: '" + name + "'");
    }
  }

  public static void checkObject(String name) throws ApiException {
    if (name.isEmpty()) {
      throw new ApiException(400, "required", "Required parameter: name");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_OBJECT) {
      throw new ApiException(
          400, "invalid", "The maximum object length is 1024 characters, but got a longer name.");
    }
    if (name.indexOf('\r') >= 0
        || name.indexOf('\n') >= 0
        || name.equals(".")
        || name.equals("..")
        || name.startsWith(".well-known/acme-challenge/")
        || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new ApiException(
          400,
          "invalid",
          "Disallowed unicode characters present in object name '"
              + name.replace("\r", "\\r").replace("\n", "\\n")
              + "'");
    }
  }
}
