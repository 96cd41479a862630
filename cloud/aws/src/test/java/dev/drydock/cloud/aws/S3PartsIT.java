package dev.drydock.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.cloud.Content;
import dev.drydock.cloud.StorageException;
import dev.drydock.cloud.StoredObject;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.io.InputStream;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Copies of objects that are too large for one request, tried with parts of the smallest size. */
@LocalClusterTest(ServiceName.S3)
class S3PartsIT {
  private static final long PART = 5 << 20;

  private final LocalCluster cluster;
  private final String bucket = "parts-" + UUID.randomUUID();
  private S3Connection connection;
  private S3Buckets buckets;
  private S3ObjectStore store;
  private S3Parts parts;

  S3PartsIT(LocalCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void connect() throws Exception {
    buckets = S3TestConnections.to(cluster);
    buckets.create(bucket);
    store = buckets.open(bucket);
    connection =
        S3Connection.to(
            S3TestConnections.endpoint(cluster),
            "us-east-1",
            cluster.environment().get("AWS_ACCESS_KEY_ID"),
            cluster.environment().get("AWS_SECRET_ACCESS_KEY"));
    parts = new S3Parts(store, connection.client(), bucket);
  }

  @AfterEach
  void end() {
    connection.close();
    buckets.close();
  }

  @Test
  void copiesInParts() throws Exception {
    byte[] bytes = new byte[12 << 20];
    new Random(1).nextBytes(bytes);
    store.put("source", Content.of(bytes));

    StoredObject copy =
        parts.copyInParts(store, bucket, "source", store.headResponse("source"), "target", PART);

    assertThat(copy.size()).isEqualTo(bytes.length);
    assertThat(copy.version()).endsWith("-3");
    try (InputStream copied = store.get("target")) {
      assertThat(copied.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void leavesNoPartsOfACopyThatFails() throws Exception {
    store.put("source", Content.of(new byte[12 << 20]));
    HeadObjectResponse before = store.headResponse("source");
    store.delete("source");

    assertThatThrownBy(() -> parts.copyInParts(store, bucket, "source", before, "target", PART))
        .isInstanceOf(StorageException.class);

    assertThat(store.unfinished("")).isEmpty();
    assertThat(store.head("target")).isEmpty();
  }
}
