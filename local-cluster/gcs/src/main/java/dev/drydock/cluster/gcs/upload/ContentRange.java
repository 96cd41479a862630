package dev.drydock.cluster.gcs.upload;

import dev.drydock.cluster.google.ApiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Content-Range} of a request of a resumable upload: {@code
 * https://cloud.google.com/storage/docs/performing-resumable-uploads}.
 *
 * @param first the first byte in the body, -1 if the request asks for the status ({@code *})
 * @param last the last byte in the body, -1 if the end of the body decides
 * @param total bytes of the object, -1 if they are not known yet ({@code *})
 */
record ContentRange(long first, long last, long total) {
  /** The size of every chunk but the last is a multiple of this. */
  static final int UNIT = 256 * 1024;

  private static final Pattern FORM =
      Pattern.compile("bytes\\s+(?:\\*|(\\d+)-(\\d+|\\*))/(\\d+|\\*)");

  /** A request without the header sends the whole object. */
  static final ContentRange WHOLE = new ContentRange(0, -1, -1);

  /**
   * @throws ApiException 400
   */
  static ContentRange parse(String text) throws ApiException {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw invalid(text);
    }
    try {
      ContentRange range =
          new ContentRange(
              matcher.group(1) == null ? -1 : Long.parseLong(matcher.group(1)),
              number(matcher.group(2)),
              number(matcher.group(3)));
      boolean backwards = range.last >= 0 && range.last < range.first;
      boolean beyond = range.total >= 0 && range.last >= range.total;
      if (backwards || beyond) {
        throw invalid(text);
      }
      return range;
    } catch (NumberFormatException e) {
      throw invalid(text);
    }
  }

  private static long number(String text) {
    return text == null || text.equals("*") ? -1 : Long.parseLong(text);
  }

  private static ApiException invalid(String text) {
    return new ApiException(400, "badRequest", "Failed to parse Content-Range header: " + text);
  }

  boolean asksForStatus() {
    return first < 0;
  }

  /** Whether the object ends with the body. */
  boolean ends() {
    return last < 0 || last + 1 == total;
  }

  /** The number of bytes in the body, -1 if the end of the body decides. */
  long length() {
    return last < 0 ? -1 : last - first + 1;
  }
}
