package dev.drydock.cluster.gcs.resource;

import dev.drydock.cluster.google.ApiException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Microseconds since 1970 from and to RFC 3339. */
public final class Times {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** With milliseconds, as in Cloud Storage. */
  public static String text(long micros) {
    return FORM.format(Instant.ofEpochMilli(micros / 1000));
  }

  /**
   * @param field for the message
   * @throws ApiException 400 if the text is not a time
   */
  static long parse(String field, String text) throws ApiException {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    } catch (DateTimeException e) {
      throw new ApiException(400, "invalid", "Invalid value for " + field + ": " + text, e);
    }
  }
}
