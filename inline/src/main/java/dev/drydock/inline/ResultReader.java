package dev.drydock.inline;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads a job's output: lines of word, tab, count in part files. */
final class ResultReader {
  private final Configuration configuration;

  ResultReader(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * The number of words, the number of distinct words, and the SHA-256 of the lines sorted by
   * unsigned bytes, each with its line feed: what {@code LC_ALL=C sort | sha256sum} prints.
   */
  List<Object> summarize(String out) throws IOException {
    List<byte[]> lines = lines(out);
    lines.sort(Arrays::compareUnsigned);
    MessageDigest digest = sha256();
    long words = 0;
    for (byte[] line : lines) {
      words += count(out, line);
      digest.update(line);
      digest.update((byte) '\n');
    }
    return List.of(words, lines.size(), HexFormat.of().formatHex(digest.digest()));
  }

  /** The first words in the order of topwords, each followed by its count. */
  List<Object> top(String out, int top) throws IOException {
    TopWords best = new TopWords(top);
    for (byte[] line : lines(out)) {
      best.add(line, 0, tab(out, line), count(out, line));
    }
    List<Object> fields = new ArrayList<>();
    best.ranked()
        .forEach(
            ranked -> {
              fields.add(ranked.word());
              fields.add(ranked.count());
            });
    return fields;
  }

  private List<byte[]> lines(String out) throws IOException {
    Path directory = new Path(out);
    FileSystem files = directory.getFileSystem(configuration);
    List<byte[]> lines = new ArrayList<>();
    for (FileStatus file : files.listStatus(directory, path -> isPart(path.getName()))) {
      try (InputStream in = files.open(file.getPath())) {
        addLines(in, lines);
      }
    }
    if (lines.isEmpty() && !files.exists(new Path(directory, "_SUCCESS"))) {
      throw new FileNotFoundException(out + ": holds no result");
    }
    return lines;
  }

  private static boolean isPart(String name) {
    return !name.startsWith("_") && !name.startsWith(".");
  }

  private static void addLines(InputStream in, List<byte[]> lines) throws IOException {
    byte[] buffer = new byte[1 << 16];
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      int start = 0;
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          line.write(buffer, start, i - start);
          lines.add(line.toByteArray());
          line.reset();
          start = i + 1;
        }
      }
      line.write(buffer, start, read - start);
    }
    if (line.size() > 0) {
      lines.add(line.toByteArray());
    }
  }

  private static long count(String out, byte[] line) throws IOException {
    int digits = tab(out, line) + 1;
    try {
      return Long.parseLong(
          new String(line, digits, line.length - digits, StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      throw notCounts(out, line);
    }
  }

  private static int tab(String out, byte[] line) throws IOException {
    for (int i = line.length - 1; i >= 0; i--) {
      if (line[i] == '\t') {
        return i;
      }
    }
    throw notCounts(out, line);
  }

  private static IOException notCounts(String out, byte[] line) {
    String start = new String(line, 0, Math.min(40, line.length), StandardCharsets.UTF_8);
    return new IOException(out + ": is no result of word counts: it has the line " + start);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
