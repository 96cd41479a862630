package dev.drydock.cloud.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.io.InputStream;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of objects that are too large for one request, here with parts of the smallest size. */
@LocalClusterTest(ServiceName.S3)
class S3CopiesIT {
  private static final long PART = 5 << 20;

  private final LocalCluster cluster;
  private S3Connection connection;
  private S3Bucket bucket;
  private S3ObjectStore store;
  private S3Copies copies;

  S3CopiesIT(LocalCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void connect() throws Exception {
    connection = S3TestConnections.connection(cluster);
    bucket = new S3Bucket(connection, "copies-" + UUID.randomUUID());
    bucket.client().createBucket(request -> request.bucket(bucket.name()));
    store = new S3ObjectStore(bucket);
    copies = new S3Copies(bucket);
  }

  @AfterEach
  void end() {
    connection.close();
  }

  @Test
  void copiesInParts() throws Exception {
    byte[] bytes = new byte[12 << 20];
    new Random(1).nextBytes(bytes);
    StoredObject written = store.put("source", Content.of(bytes));

    StoredObject copy =
        copies.copyInParts(S3Copies.Source.of(bucket, "source", written.version()), "target", PART);

    assertThat(copy.size()).isEqualTo(bytes.length);
    assertThat(copy.version()).endsWith("-3");
    try (InputStream copied = store.get("target")) {
      assertThat(copied.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void leavesNoPartsOfACopyThatFails() throws Exception {
    StoredObject written = store.put("source", Content.of(new byte[12 << 20]));
    S3Copies.Source before = S3Copies.Source.of(bucket, "source", written.version());
    store.delete("source");

    assertThatThrownBy(() -> copies.copyInParts(before, "target", PART))
        .isInstanceOf(StorageException.class);

    assertThat(store.unfinished("")).isEmpty();
    assertThat(store.head("target")).isEmpty();
  }
}
