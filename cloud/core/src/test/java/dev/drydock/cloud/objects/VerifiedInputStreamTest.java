package dev.drydock.cloud.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VerifiedInputStreamTest {
  /** The text whose CRC32 and CRC32C are part of their definitions. */
  private static final byte[] BYTES = "123456789".getBytes(StandardCharsets.US_ASCII);

  private static VerifiedInputStream of(InputStream bytes, Checksum.Algorithm kind, String sum) {
    return new VerifiedInputStream(bytes, "memory://b/n", 9, new Checksum(kind, sum));
  }

  private static InputStream bytes() {
    return new ByteArrayInputStream(BYTES);
  }

  @Test
  void givesBytesThatAreRight() throws Exception {
    assertThat(of(bytes(), Checksum.Algorithm.CRC32, "cbf43926").readAllBytes()).isEqualTo(BYTES);
    assertThat(of(bytes(), Checksum.Algorithm.CRC32C, "e3069283").readAllBytes()).isEqualTo(BYTES);
    assertThat(
            of(bytes(), Checksum.Algorithm.MD5, "25f9e794323b453885f5181f1b624d0b").readAllBytes())
        .isEqualTo(BYTES);
    assertThat(new VerifiedInputStream(bytes(), "memory://b/n", 9, Checksum.NONE).readAllBytes())
        .isEqualTo(BYTES);
  }

  @Test
  void detectsOtherBytes() {
    assertThatThrownBy(() -> of(bytes(), Checksum.Algorithm.CRC32C, "00000000").readAllBytes())
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.reason()).isEqualTo(StorageException.Reason.CORRUPT))
        .hasMessage("memory://b/n: checksum mismatch: e3069283 was read, 00000000 is stored");
  }

  @Test
  void detectsMissingBytes() {
    InputStream cut = new ByteArrayInputStream(BYTES, 0, 4);

    assertThatThrownBy(() -> of(cut, Checksum.Algorithm.CRC32, "cbf43926").readAllBytes())
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.reason()).isEqualTo(StorageException.Reason.UNREACHABLE))
        .hasMessage("memory://b/n: the connection was lost after 4 of 9 bytes");
  }

  @Test
  void continuesWhereAConnectionWasLost() throws Exception {
    InputStream whole =
        new ResumingInputStream(
            broken(4), 9, offset -> new ByteArrayInputStream(BYTES, (int) offset, 9));

    assertThat(of(whole, Checksum.Algorithm.CRC32, "cbf43926").readAllBytes()).isEqualTo(BYTES);
  }

  @Test
  void continuesWhereTheBytesEndedEarly() throws Exception {
    InputStream whole =
        new ResumingInputStream(
            new ByteArrayInputStream(BYTES, 0, 4),
            9,
            offset -> new ByteArrayInputStream(BYTES, (int) offset, 9));

    assertThat(of(whole, Checksum.Algorithm.CRC32, "cbf43926").readAllBytes()).isEqualTo(BYTES);
  }

  @Test
  void givesUpWhenConnectionsKeepBreaking() {
    InputStream broken = new ResumingInputStream(broken(4), 9, offset -> broken(0));

    assertThatThrownBy(() -> of(broken, Checksum.Algorithm.CRC32, "cbf43926").readAllBytes())
        .isInstanceOf(StorageException.class)
        .hasMessage("memory://b/n: the connection was lost after 4 of 9 bytes")
        .hasCauseInstanceOf(SocketException.class);
  }

  @Test
  void continuesAsLongAsItMakesProgress() throws Exception {
    int size = 20 * (256 << 10);
    InputStream whole =
        new ResumingInputStream(brokenAfter(256 << 10), size, offset -> brokenAfter(256 << 10));

    assertThat(whole.readNBytes(size)).hasSize(size);
  }

  @Test
  void givesUpWithoutProgress() {
    AtomicInteger opened = new AtomicInteger();
    InputStream whole =
        new ResumingInputStream(
            brokenAfter(100),
            1 << 20,
            offset -> {
              opened.incrementAndGet();
              return brokenAfter(100);
            });

    assertThatThrownBy(whole::readAllBytes).isInstanceOf(SocketException.class);
    assertThat(opened).hasValue(5);
  }

  /** Whoever opens the rest has already retried. */
  @Test
  void givesUpWhatCannotBeOpened() {
    AtomicInteger opened = new AtomicInteger();
    InputStream whole =
        new ResumingInputStream(
            brokenAfter(100),
            1 << 20,
            offset -> {
              opened.incrementAndGet();
              throw new StorageException(StorageException.Reason.UNREACHABLE, "memory://b/n: no");
            });

    assertThatThrownBy(whole::readAllBytes).hasMessage("memory://b/n: no");
    assertThat(opened).hasValue(1);
  }

  private static InputStream brokenAfter(int bytes) {
    return new SequenceInputStream(new ByteArrayInputStream(new byte[bytes]), broken(0));
  }

  private static InputStream broken(int after) {
    return new SequenceInputStream(
        new ByteArrayInputStream(BYTES, 0, after),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new SocketException("Connection reset");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        });
  }
}
