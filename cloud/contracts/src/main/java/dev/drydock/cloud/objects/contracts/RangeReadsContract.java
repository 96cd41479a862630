package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.RangeReads;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every {@link RangeReads} does. */
public abstract class RangeReadsContract extends StorageContract<RangeReads> {
  protected RangeReadsContract() {
    super(RangeReads.class);
  }

  private static final int SIZE = 3_000_000;

  @Test
  protected void readsRanges() throws Exception {
    byte[] bytes = random(SIZE);
    StoredObject written = store.put("name", Content.of(bytes));

    for (int[] range :
        new int[][] {{0, 1}, {0, SIZE}, {1, 2}, {1_000_000, 1_500_000}, {SIZE - 1, 1}}) {
      for (String version : new String[] {"", written.version()}) {
        assertThat(read(store.get("name", version, range[0], range[1])))
            .isEqualTo(Arrays.copyOfRange(bytes, range[0], range[0] + range[1]));
      }
    }
  }

  @Test
  protected void readsToTheEnd() throws Exception {
    byte[] bytes = random(1000);
    store.put("name", Content.of(bytes));

    assertThat(read(store.get("name", "", 900, 5000)))
        .isEqualTo(Arrays.copyOfRange(bytes, 900, 1000));
  }

  @Test
  protected void refusesToStartAtTheEnd() throws Exception {
    store.put("name", Content.of(random(1000)));

    for (long offset : new long[] {1000, 1001, 1L << 40}) {
      assertFails(Reason.FAILED, store.url("name"), () -> read(store.get("name", "", offset, 1)));
    }
  }

  @Test
  protected void refusesAnotherVersion() throws Exception {
    StoredObject first = store.put("name", content("first"));
    store.put("name", content("second"));

    assertFails(
        Reason.PRECONDITION_FAILED,
        store.url("name"),
        () -> read(store.get("name", first.version(), 0, 5)));
  }

  @Test
  protected void saysThatTheObjectDoesNotExist() {
    assertFails(Reason.NOT_FOUND, store.url("nothing"), () -> read(store.get("nothing", "", 0, 5)));
  }
}
