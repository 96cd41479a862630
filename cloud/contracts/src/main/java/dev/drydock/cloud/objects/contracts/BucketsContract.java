package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.ObjectStore;
import dev.drydock.cloud.objects.StorageException.Reason;
import org.junit.jupiter.api.Test;

/** What every {@link Buckets} does. */
public abstract class BucketsContract extends StorageContract<ObjectStore> {
  protected BucketsContract() {
    super(ObjectStore.class);
  }

  private String url(String name) {
    return buckets().open(name).url("");
  }

  @Test
  protected void createsAndDeletesBuckets() throws Exception {
    String name = uniqueName();
    buckets().create(name);
    assertThat(buckets().list()).contains(name, bucket).isSorted();

    buckets().delete(name);

    assertThat(buckets().list()).doesNotContain(name).contains(bucket);
  }

  @Test
  protected void createsABucketOnce() throws Exception {
    store.put("name", content("x"));

    assertFails(Reason.ALREADY_EXISTS, url(bucket), () -> buckets().create(bucket));

    assertHolds("name", bytes("x"));
  }

  @Test
  protected void deletesOnlyEmptyBuckets() throws Exception {
    store.put("name", content("x"));

    assertFails(Reason.FAILED, url(bucket), () -> buckets().delete(bucket));

    assertHolds("name", bytes("x"));
  }

  @Test
  protected void saysThatTheBucketDoesNotExist() {
    String name = uniqueName();

    assertFails(Reason.NOT_FOUND, url(name), () -> buckets().delete(name));
  }

  @Test
  protected void keepsBucketsApart() throws Exception {
    String name = uniqueName();
    buckets().create(name);
    store.put("name", content("x"));

    assertThat(buckets().open(name).head("name")).isEmpty();
    assertThat(names(buckets().open(name), "")).isEmpty();

    buckets().delete(name);
  }
}
