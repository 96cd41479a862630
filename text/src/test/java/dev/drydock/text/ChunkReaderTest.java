package dev.drydock.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChunkReaderTest {
  private static final int MIB = 1 << 20;

  @Test
  void anEmptyFileHasNoChunk() throws IOException {
    assertThat(text("", 0, Long.MAX_VALUE)).isEmpty();
    assertThat(text("", 0, 0)).isEmpty();
  }

  @Test
  void leavesOutAByteOrderMarkAtTheStartOnly() throws IOException {
    assertThat(text("\ufeffa \ufeffb", 0, Long.MAX_VALUE)).isEqualTo("a \ufeffb");
    assertThat(text("\ufeff", 0, Long.MAX_VALUE)).isEmpty();
    assertThat(text("x \ufeffb", 2, Long.MAX_VALUE)).isEqualTo(" \ufeffb");
  }

  @Test
  void aSplitOwnsTheWordsThatStartInIt() throws IOException {
    assertThat(text("one two three", 0, 5)).isEqualTo("one two ");
    assertThat(text("one two three", 5, 8)).isEqualTo(" ");
    assertThat(text("one two three", 7, 8)).isEqualTo(" ");
    assertThat(text("one two three", 8, 9)).isEqualTo(" three");
    assertThat(text("one two three", 9, 13)).isEmpty();
  }

  @Test
  void aLineOf200MegabytesTakesNoMemory() throws IOException {
    try (ChunkReader chunks =
        new ChunkReader(new Repeated("word ", 200 * MIB), "line", 0, Long.MAX_VALUE)) {
      long bytes = 0;
      while (chunks.next()) {
        bytes += chunks.length();
        assertThat(chunks.bytes()).hasSize(256 << 10);
      }
      assertThat(bytes).isEqualTo(200 * MIB);
    }
  }

  @Test
  void aWordMayHave16Mebibytes() throws IOException {
    try (ChunkReader chunks = new ChunkReader(new Repeated("x", 16 * MIB), "word")) {
      assertThat(chunks.next()).isTrue();
      assertThat(chunks.length()).isEqualTo(16 * MIB);
      assertThat(chunks.next()).isFalse();
    }
  }

  @Test
  void aLongerWordIsRefusedWithItsPlace() throws IOException {
    InputStream in =
        new java.io.SequenceInputStream(
            new ByteArrayInputStream("some text ".getBytes(StandardCharsets.UTF_8)),
            new Repeated("x", 16 * MIB + 1));
    try (ChunkReader chunks = new ChunkReader(in, "s3a://bucket/movie.mp4")) {
      assertThat(chunks.next()).isTrue();
      assertThatThrownBy(chunks::next)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "s3a://bucket/movie.mp4: a word of more than 16 MiB at byte 10: is this text?");
    }
  }

  private static String text(String file, long start, long end) throws IOException {
    InputStream in = new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    in.skipNBytes(Math.max(0, start - 1));
    StringBuilder text = new StringBuilder();
    try (ChunkReader chunks = new ChunkReader(in, "file", start, end)) {
      while (chunks.next()) {
        text.append(new String(chunks.bytes(), 0, chunks.length(), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  /** A string over and over, without holding it in memory. */
  private static final class Repeated extends InputStream {
    private final byte[] piece;
    private final long length;
    private long at;

    Repeated(String piece, long length) {
      this.piece = piece.getBytes(StandardCharsets.UTF_8);
      this.length = length;
    }

    @Override
    public int read() {
      return at == length ? -1 : piece[(int) (at++ % piece.length)];
    }

    @Override
    public int read(byte[] bytes, int from, int count) {
      int read = (int) Math.min(count, length - at);
      for (int i = 0; i < read; i++) {
        bytes[from + i] = (byte) read();
      }
      return read == 0 && count > 0 ? -1 : read;
    }
  }
}
