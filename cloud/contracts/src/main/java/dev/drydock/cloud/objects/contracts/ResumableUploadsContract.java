package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.ResumableUploads;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;

/** What every {@link ResumableUploads} does. */
public abstract class ResumableUploadsContract extends StorageContract<ResumableUploads> {
  protected ResumableUploadsContract() {
    super(ResumableUploads.class);
  }

  private static final int LARGE = (20 << 20) + 7;

  @Test
  protected void writesInOneGo() throws Exception {
    for (int size : new int[] {0, 1, 256 << 10, 8 << 20, LARGE}) {
      byte[] bytes = random(size);
      String session = store.beginSession("name", size);

      StoredObject written = store.resume("name", session, Content.of(bytes));

      assertThat(written.size()).isEqualTo(size);
      assertHolds("name", bytes);
      assertThat(store.head("name").orElseThrow().version()).isEqualTo(written.version());
    }
  }

  @Test
  protected void continuesAfterAnInterruption() throws Exception {
    byte[] bytes = random(LARGE);
    store.put("name", content("before"));
    String session = store.beginSession("name", LARGE);

    assertInterrupted("name", session, bytes, 9 << 20);
    assertHolds("name", bytes("before"));
    assertInterrupted("name", session, bytes, 17 << 20);
    assertHolds("name", bytes("before"));

    Sent whole = new Sent(bytes, bytes.length);
    try (ResumableUploads another = open(bucket)) {
      another.resume("name", session, whole);
    }
    assertHolds("name", bytes);
    assertThat(whole.arrived).isBetween(1L, 17L << 20);
  }

  private void assertInterrupted(String name, String session, byte[] bytes, int at) {
    Sent breaking = new Sent(bytes, at);
    Throwable failure = catchThrowable(() -> store.resume(name, session, breaking));
    assertThat(failure)
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith(store.url(name));
  }

  /** Content that fails after some of its bytes, unless it has all of them. */
  private static final class Sent implements Content {
    private final byte[] bytes;
    private final int at;
    private long arrived = -1;

    Sent(byte[] bytes, int at) {
      this.bytes = bytes;
      this.at = at;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      InputStream first = new ByteArrayInputStream(bytes, 0, at);
      return at == bytes.length ? first : new SequenceInputStream(first, new Breaking());
    }

    @Override
    public void arrived(long before) {
      arrived = before;
    }
  }

  private static final class Breaking extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the disk is gone");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }
  }

  @Test
  protected void refusesAnAbandonedSession() throws Exception {
    String session = store.beginSession("name", 1);
    store.abandon("name", session);

    assertFails(
        Reason.NOT_FOUND, store.url("name"), () -> store.resume("name", session, content("x")));

    assertThat(store.head("name")).isEmpty();
    store.abandon("name", session);
  }

  @Test
  protected void refusesContentThatIsTooShort() throws Exception {
    String session = store.beginSession("name", 100);
    Content cut =
        new Content() {
          @Override
          public long length() {
            return 100;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(new byte[50]);
          }
        };

    assertFails(Reason.FAILED, store.url("name"), () -> store.resume("name", session, cut));

    assertThat(store.head("name")).isEmpty();
  }
}
