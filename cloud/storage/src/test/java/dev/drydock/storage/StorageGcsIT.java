package dev.drydock.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The program on Cloud Storage. */
@LocalClusterTest(ServiceName.GCS)
final class StorageGcsIT extends StorageContract {
  private final LocalCluster cluster;
  private final String bucket = "storage-" + UUID.randomUUID();

  StorageGcsIT(LocalCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void makeABucket() throws Exception {
    succeed("mb", "gs://" + bucket);
  }

  @Override
  StorageProcess program() throws Exception {
    return new StorageProcess(folder.resolve("state"), cluster);
  }

  @Override
  String root() {
    return "gs://" + bucket + "/";
  }

  /** Cloud Storage does not list sessions; they end by themselves after a week. */
  @Override
  List<String> unfinished() {
    return List.of();
  }

  @Test
  void missingBucketsAreOneLine() throws Exception {
    Path file = write(folder.resolve("file"), 10);
    assertThat(failure("cp", file.toString(), "gs://no-such-bucket-here/x"))
        .contains("gs://no-such-bucket-here");
    assertThat(failure("cat", root() + "none")).contains("there is no such object");
  }
}
