package dev.drydock.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads text in chunks of whole words, cut at ASCII whitespace. It ignores lines, so the longest
 * word bounds its memory, which may have 16 MiB, and not the longest line. It leaves out a UTF-8
 * byte order mark at the start of the file.
 *
 * <p>A split, which is part of a file, has the words that start in it: the first word is skipped if
 * it starts before the split, and the last one is read to its end.
 */
public final class ChunkReader implements Closeable {
  private static final int CHUNK = 256 << 10;
  private static final int LONGEST_WORD = 16 << 20;

  private final InputStream in;
  private final String name;
  private final long end;

  private byte[] buffer = new byte[CHUNK];
  private int filled;
  private boolean endOfFile;
  private long position; // in the file, of buffer[0]
  private int length; // of the chunk, at the start of the buffer

  /** Reads a whole stream; {@code name} names it in errors. */
  public ChunkReader(InputStream in, String name) throws IOException {
    this(in, name, 0, Long.MAX_VALUE);
  }

  /**
   * Reads the words that start in {@code [start, end)}, in bytes of the file.
   *
   * @param in at {@code start - 1}, or at 0 if {@code start} is 0: the byte before the split tells
   *     whether a word starts with the split
   */
  public ChunkReader(InputStream in, String name, long start, long end) throws IOException {
    this.in = in;
    this.name = name;
    this.end = end;
    this.position = Math.max(0, start - 1);
    fill();
    if (start > 0) {
      skipWord();
    } else if (startsWithMark()) {
      length = 3;
    }
  }

  /**
   * Reads the next chunk, which {@link #bytes} and {@link #length} then show.
   *
   * @return false at the end
   * @throws IOException also for a word of more than 16 MiB, naming the file and the word's offset
   */
  public boolean next() throws IOException {
    while (true) {
      discard(length);
      if (position >= end) {
        return false;
      }
      fill();
      int cut = cut();
      if (cut > 0) {
        length = cut;
        return true;
      }
      if (endOfFile && filled == 0) {
        return false;
      }
      enlarge();
    }
  }

  /** Where the chunk ends in the buffer; 0 if its first word does not end in it. */
  private int cut() {
    if (position + filled >= end) {
      for (int i = (int) (end - position - 1); i < filled; i++) {
        if (AsciiSpace.is(buffer[i])) {
          return i + 1; // what follows starts in the next split
        }
      }
    }
    if (endOfFile) {
      return filled;
    }
    int cut = filled;
    while (cut > 0 && !AsciiSpace.is(buffer[cut - 1])) {
      cut--;
    }
    return cut;
  }

  private void enlarge() throws IOException {
    if (buffer.length > LONGEST_WORD) {
      throw new IOException(
          "%s: a word of more than 16 MiB at byte %d: is this text?".formatted(name, position));
    }
    buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, LONGEST_WORD + 1));
  }

  private void skipWord() throws IOException {
    while (filled > 0) {
      for (int i = 0; i < filled; i++) {
        if (AsciiSpace.is(buffer[i])) {
          length = i;
          return;
        }
      }
      discard(filled);
      if (position >= end) {
        return; // the word fills the whole split
      }
      fill();
    }
  }

  private void discard(int bytes) {
    System.arraycopy(buffer, bytes, buffer, 0, filled - bytes);
    filled -= bytes;
    position += bytes;
    length = 0;
  }

  private void fill() throws IOException {
    if (!endOfFile) {
      filled += in.readNBytes(buffer, filled, buffer.length - filled);
      endOfFile = filled < buffer.length;
    }
  }

  private boolean startsWithMark() {
    return filled >= 3
        && buffer[0] == (byte) 0xef
        && buffer[1] == (byte) 0xbb
        && buffer[2] == (byte) 0xbf;
  }

  /** The buffer, which starts with the chunk; overwritten by {@link #next}. */
  public byte[] bytes() {
    return buffer;
  }

  /** How many bytes the chunk has. */
  public int length() {
    return length;
  }

  /** Where the chunk starts in the file. */
  public long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
