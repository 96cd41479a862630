package dev.drydock.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.Versions;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.storage.StorageProcess.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Removes buckets with their contents, by the program as a process. */
abstract class RemoveBucketContract {
  private final String bucket = "remove-" + UUID.randomUUID();
  private Buckets buckets;
  Versions store;

  /** The same store that the program connects to. */
  abstract Buckets connect(LocalCluster cluster) throws Exception;

  @BeforeEach
  final void makeBucket(LocalCluster cluster) throws Exception {
    buckets = connect(cluster);
    buckets.create(bucket);
    store = (Versions) buckets.open(bucket);
  }

  @AfterEach
  final void disconnect() {
    buckets.close();
  }

  @Test
  void isRemovedWithItsObjects(LocalCluster cluster, @TempDir Path state) throws Exception {
    put("a/한국", "first");
    put("b", "second");

    assertRemoves(cluster, state, "removed 2 objects, 11 B");
  }

  @Test
  void isRemovedWithAllVersions(LocalCluster cluster, @TempDir Path state) throws Exception {
    store.keepVersions(true);
    put("a/한국", "first");
    put("a/한국", "second");
    put("deleted", "third");
    store.delete("deleted");

    assertRemoves(cluster, state, "removed 3 objects, 16 B");
  }

  @Test
  final void namesABucketThatIsNotThere(LocalCluster cluster, @TempDir Path state)
      throws Exception {
    String url = buckets.open("none-" + bucket).url("");

    Outcome outcome = new StorageProcess(state, cluster).run("rb", "--force", url + "/");

    assertThat(outcome.problems()).isEqualTo("drydock: " + url + ": bucket does not exist\n");
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  final void put(String name, String text) throws Exception {
    store.put(name, Content.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void assertRemoves(LocalCluster cluster, Path state, String told) throws Exception {
    String url = store.url("");

    Outcome outcome = new StorageProcess(state, cluster).run("rb", "--force", url);

    assertThat(outcome.problems()).isEmpty();
    assertThat(outcome.output()).isEqualTo(told + "\nremoved " + url + "\n");
    assertThat(outcome.exitCode()).isZero();
    assertThat(buckets.list()).doesNotContain(bucket);
  }
}
