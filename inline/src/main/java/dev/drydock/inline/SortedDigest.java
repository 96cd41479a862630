package dev.drydock.inline;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest of lines in the order of their bytes, whatever their order in the result, as {@code
 * LC_ALL=C sort | sha256sum} prints it. It runs {@code sort}, which sorts on disk what does not fit
 * into memory.
 */
final class SortedDigest implements AutoCloseable {
  private static final byte[] LINE_FEED = {'\n'};

  private final Process sort;
  private final OutputStream lines;

  SortedDigest() throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sort", "-S", "64M");
    builder.environment().put("LC_ALL", "C");
    sort = builder.start();
    lines = new BufferedOutputStream(sort.getOutputStream(), 1 << 16);
  }

  /** Ends a line. */
  void endLine() throws IOException {
    add(LINE_FEED, 0, 1);
  }

  /** Adds to a line, or several lines with their line feeds. */
  void add(byte[] bytes, int from, int length) throws IOException {
    try {
      lines.write(bytes, from, length);
    } catch (IOException e) {
      throw failed(e); // it ended before its input did
    }
  }

  /** The SHA-256 in hexadecimal digits, after the last line. */
  String hex() throws IOException {
    MessageDigest digest = sha256();
    try {
      lines.close();
      InputStream sorted = sort.getInputStream();
      byte[] buffer = new byte[1 << 16];
      for (int read = sorted.read(buffer); read >= 0; read = sorted.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      if (sort.waitFor() != 0) {
        throw failed(null);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private IOException failed(IOException cause) throws IOException {
    String why = new String(sort.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new IOException("the result cannot be sorted: " + why.strip(), cause);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  @Override
  public void close() {
    sort.destroyForcibly();
  }
}
