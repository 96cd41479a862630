package dev.drydock.cluster.google;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a multipart body (RFC 2046, section 5.1), one after the other as they arrive, of any
 * length. All lines end as the first one does, because some clients send no carriage returns
 * (gsutil). Jetty's parser is not used: where lines end with line feeds only, it takes a carriage
 * return at the end of a part for a part of the line end, and the object would lose its last byte.
 */
public final class Multipart {
  /** Headers, and the bytes of a part as they arrive. */
  public record Part(Map<String, String> headers, InputStream body) {}

  private static final Pattern BOUNDARY =
      Pattern.compile("(?i)boundary=(?:\"([^\"]+)\"|'([^']+)'|([^;\\s]+))");
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int BUFFER = 64 * 1024;

  private final InputStream source;
  private final byte[] first;
  private byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private int begin;
  private int end;
  private boolean exhausted;

  /** The part being read, which is skipped to its end before the next one. */
  private Body current;

  private boolean started;

  Multipart(InputStream source, String boundary) {
    this.source = source;
    this.first = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The parts of a request.
   *
   * @throws ApiException 400 if its content type has no boundary
   */
  public static Multipart of(ApiRequest request) throws ApiException {
    Matcher matcher = BOUNDARY.matcher(request.header("Content-Type").orElse(""));
    if (!matcher.find()) {
      throw new ApiException(400, "badRequest", "Missing multipart boundary in Content-Type.");
    }
    for (int group = 1; group < matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return new Multipart(request.body(), matcher.group(group));
      }
    }
    return new Multipart(request.body(), matcher.group(matcher.groupCount()));
  }

  /**
   * The next part, or none after the last.
   *
   * @throws ApiException 400 if the body is not of this form or is cut short
   */
  public Optional<Part> next() throws IOException, ApiException {
    if (!started) {
      start();
    } else {
      current.skipAll();
      String rest = line();
      if (rest.startsWith("--")) {
        return Optional.empty();
      }
      if (!rest.isBlank()) {
        throw malformed();
      }
    }
    Map<String, String> headers = headers(this::line);
    current = new Body();
    return Optional.of(new Part(headers, current));
  }

  /** A line without its end. */
  interface Lines {
    String next() throws IOException, ApiException;
  }

  /** Reads headers up to the empty line; their names are compared without regard to case. */
  static Map<String, String> headers(Lines lines) throws IOException, ApiException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw malformed();
      }
      headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private void start() throws IOException, ApiException {
    started = true;
    byte[] line = rawLine();
    while (!startsWith(line, first)) {
      line = rawLine();
    }
    boolean carriageReturn = line.length > 1 && line[line.length - 2] == '\r';
    String lineEnd = carriageReturn ? "\r\n" : "\n";
    delimiter =
        (lineEnd + new String(first, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] line, byte[] start) {
    return line.length >= start.length
        && Arrays.equals(line, 0, start.length, start, 0, start.length);
  }

  private String line() throws IOException, ApiException {
    return new String(rawLine(), StandardCharsets.UTF_8).replaceFirst("\r?\n$", "");
  }

  /** A line with its end; without it where the body ends. */
  private byte[] rawLine() throws IOException, ApiException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (line.size() < LONGEST_LINE) {
      if (begin == end && !fill()) {
        if (line.size() == 0) {
          throw malformed();
        }
        return line.toByteArray();
      }
      byte next = buffer[begin++];
      line.write(next);
      if (next == '\n') {
        return line.toByteArray();
      }
    }
    throw malformed();
  }

  /** Reads more behind what is in the buffer; false at the end of the body. */
  private boolean fill() throws IOException {
    if (exhausted) {
      return false;
    }
    if (begin > 0) {
      System.arraycopy(buffer, begin, buffer, 0, end - begin);
      end -= begin;
      begin = 0;
    }
    int count = source.read(buffer, end, buffer.length - end);
    if (count < 0) {
      exhausted = true;
      return false;
    }
    end += count;
    return true;
  }

  private static ApiException malformed() {
    return new ApiException(400, "badRequest", "Malformed multipart body.");
  }

  /** The bytes up to the next delimiter. */
  private final class Body extends InputStream {
    /** How many bytes of the buffer are known to be of this part. */
    private int certain;

    private boolean ended;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      while (certain == 0 && !ended) {
        search();
      }
      if (certain == 0) {
        return -1;
      }
      int count = Math.min(certain, length);
      System.arraycopy(buffer, begin, bytes, offset, count);
      begin += count;
      certain -= count;
      return count;
    }

    private void search() throws IOException {
      int found = find();
      if (found >= 0) {
        certain = found - begin;
        if (certain == 0) {
          begin += delimiter.length;
          ended = true;
        }
        return;
      }
      // The last bytes may be the beginning of a delimiter.
      certain = Math.max(0, end - begin - (delimiter.length - 1));
      if (certain == 0 && !fill()) {
        throw new EOFException("the multipart body ends before its last boundary");
      }
    }

    private int find() {
      int last = end - delimiter.length;
      for (int i = begin; i <= last; i++) {
        if (buffer[i] == delimiter[0]
            && Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
          return i;
        }
      }
      return -1;
    }

    private void skipAll() throws IOException {
      while (!ended) {
        certain = 0;
        int found = find();
        if (found >= 0) {
          begin = found + delimiter.length;
          ended = true;
        } else {
          begin = Math.max(begin, end - (delimiter.length - 1));
          if (!fill()) {
            throw new EOFException("the multipart body ends before its last boundary");
          }
        }
      }
    }
  }
}
