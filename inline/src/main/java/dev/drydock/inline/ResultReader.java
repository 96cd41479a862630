package dev.drydock.inline;

import dev.drydock.jobs.Result;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reads a job's output in bounded memory: all files that are not hidden, with all folders below.
 */
final class ResultReader {
  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_LINE =
      64 << 20; // of a word count, whose word has at most 16 MiB
  private static final int LOOKED_AT = 8000; // as git does to recognize binary files

  private final FileSystem files;
  private final String out;

  ResultReader(String out, Configuration configuration) throws IOException {
    this.out = out;
    files = new Path(out).getFileSystem(configuration);
  }

  /**
   * Summarizes a result: files, bytes, lines, the {@link SortedDigest} of the lines, words,
   * distinct words. A figure that does not exist is an empty string: the last two unless the result
   * is word counts, the last four if the result is not text.
   */
  List<Object> summarize(Result kind) throws IOException {
    List<FileStatus> parts = parts();
    List<Object> summary = new ArrayList<>();
    summary.add(parts.size());
    summary.add(parts.stream().mapToLong(FileStatus::getLen).sum());
    summary.addAll(kind == Result.WORD_COUNTS ? sumOfCounts(parts) : sumOfLines(parts));
    return summary;
  }

  private List<Object> sumOfCounts(List<FileStatus> parts) throws IOException {
    if (parts.stream().allMatch(part -> part.getLen() == 0)) {
      refuseUnfinished();
    }
    try (SortedDigest digest = new SortedDigest()) {
      Sum sum = new Sum(digest);
      for (FileStatus part : parts) {
        readLines(part, sum);
      }
      return List.of(sum.lines, digest.hex(), sum.words, sum.lines);
    }
  }

  /** Adds counts up on the way to their digest. */
  private final class Sum implements Line {
    private final SortedDigest digest;
    private long lines;
    private long words;

    Sum(SortedDigest digest) {
      this.digest = digest;
    }

    @Override
    public void read(byte[] bytes, int from, int length) throws IOException {
      lines++;
      words += count(bytes, from, length);
      digest.add(bytes, from, length);
      digest.endLine();
    }
  }

  private List<Object> sumOfLines(List<FileStatus> parts) throws IOException {
    long lines = 0;
    byte[] buffer = new byte[BUFFER];
    try (SortedDigest digest = new SortedDigest()) {
      for (FileStatus part : parts) {
        boolean start = true;
        boolean ended = true;
        try (InputStream in = files.open(part.getPath())) {
          for (int read = read(in, buffer); read > 0; read = read(in, buffer)) {
            if (start && !isText(buffer, read)) {
              return List.of("", "", "", "");
            }
            start = false;
            ended = buffer[read - 1] == '\n';
            lines += lineFeeds(buffer, read);
            digest.add(buffer, 0, read);
          }
        }
        if (!ended) {
          lines++;
          digest.endLine();
        }
      }
      return List.of(lines, digest.hex(), "", "");
    }
  }

  private static int read(InputStream in, byte[] buffer) throws IOException {
    return in.readNBytes(buffer, 0, buffer.length);
  }

  private static boolean isText(byte[] bytes, int length) {
    for (int i = 0; i < Math.min(length, LOOKED_AT); i++) {
      if (bytes[i] == 0) {
        return false;
      }
    }
    return true;
  }

  private static long lineFeeds(byte[] bytes, int length) {
    long lines = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        lines++;
      }
    }
    return lines;
  }

  /** The first words of word counts in the order of topwords, each followed by its count. */
  List<Object> top(int top) throws IOException {
    MostFrequent best = new MostFrequent(top);
    for (FileStatus part : parts()) {
      readLines(
          part,
          (bytes, from, length) ->
              best.add(bytes, from, tab(bytes, from, length) - from, count(bytes, from, length)));
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

  private List<FileStatus> parts() throws IOException {
    List<FileStatus> parts = new ArrayList<>();
    addParts(new Path(out), parts);
    return parts;
  }

  private void addParts(Path folder, List<FileStatus> parts) throws IOException {
    for (FileStatus file : files.listStatus(folder, path -> !isHidden(path.getName()))) {
      if (file.isDirectory()) {
        addParts(file.getPath(), parts);
      } else {
        parts.add(file);
      }
    }
  }

  private static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  private void refuseUnfinished() throws IOException {
    if (!files.exists(new Path(out, "_SUCCESS"))) {
      throw new FileNotFoundException(out + ": contains no result");
    }
  }

  /** Takes a line, without its line feed. */
  private interface Line {
    void read(byte[] bytes, int from, int length) throws IOException;
  }

  private void readLines(FileStatus part, Line each) throws IOException {
    byte[] buffer = new byte[BUFFER];
    ByteArrayOutputStream begun = new ByteArrayOutputStream();
    try (InputStream in = files.open(part.getPath())) {
      for (int read = read(in, buffer); read > 0; read = read(in, buffer)) {
        int start = 0;
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            if (begun.size() == 0) {
              each.read(buffer, start, i - start);
            } else {
              begun.write(buffer, start, i - start);
              end(begun, each);
            }
            start = i + 1;
          }
        }
        begun.write(buffer, start, read - start);
        if (begun.size() > LONGEST_LINE) {
          throw notCounts(begun.toByteArray(), 0, begun.size());
        }
      }
    }
    if (begun.size() > 0) {
      end(begun, each);
    }
  }

  private static void end(ByteArrayOutputStream begun, Line each) throws IOException {
    byte[] line = begun.toByteArray();
    begun.reset();
    each.read(line, 0, line.length);
  }

  private long count(byte[] bytes, int from, int length) throws IOException {
    int digits = tab(bytes, from, length) + 1;
    try {
      return Long.parseLong(
          new String(bytes, digits, from + length - digits, StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      throw notCounts(bytes, from, length);
    }
  }

  private int tab(byte[] bytes, int from, int length) throws IOException {
    for (int i = from + length - 1; i >= from; i--) {
      if (bytes[i] == '\t') {
        return i;
      }
    }
    throw notCounts(bytes, from, length);
  }

  private IOException notCounts(byte[] bytes, int from, int length) {
    String start = new String(bytes, from, Math.min(40, length), StandardCharsets.UTF_8);
    return new IOException(out + ": is not a result of word counts: it has the line " + start);
  }
}
