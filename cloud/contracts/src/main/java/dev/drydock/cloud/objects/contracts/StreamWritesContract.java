package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.StreamWrites;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;

/** What every {@link StreamWrites} does. */
public abstract class StreamWritesContract extends StorageContract<StreamWrites> {
  protected StreamWritesContract() {
    super(StreamWrites.class);
  }

  @Test
  protected void writesAWholeStream() throws Exception {
    for (int size : new int[] {0, 1, 256 << 10, 8 << 20, (8 << 20) + 1, 16 << 20, 20_000_007}) {
      byte[] bytes = random(size);

      StoredObject written = store.put("name", new ByteArrayInputStream(bytes));

      assertThat(written.size()).isEqualTo(size);
      assertHolds("name", bytes);
      assertThat(store.head("name").orElseThrow().version()).isEqualTo(written.version());
    }
  }

  @Test
  protected void writesNothingOfAStreamThatFails() throws Exception {
    store.put("name", content("before"));

    for (int size : new int[] {0, 1000, 20_000_000}) {
      assertFails(Reason.FAILED, store.url("name"), () -> store.put("name", breakingAfter(size)));
      assertFails(Reason.FAILED, store.url("new"), () -> store.put("new", breakingAfter(size)));
    }

    assertHolds("name", bytes("before"));
    assertThat(names(store, "")).containsExactly("name");
  }

  @Test
  protected void saysThatTheBucketDoesNotExist() throws Exception {
    try (StreamWrites none = open(uniqueName())) {
      for (int size : new int[] {10, 20_000_000}) {
        assertFails(
            Reason.NOT_FOUND,
            none.url("name"),
            () -> none.put("name", new ByteArrayInputStream(random(size))));
      }
    }
  }

  private static InputStream breakingAfter(int size) {
    InputStream breaking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the pipe broke");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        };
    return new SequenceInputStream(new ByteArrayInputStream(random(size)), breaking);
  }
}
