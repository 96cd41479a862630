package dev.drydock.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import dev.drydock.storage.StorageProcess.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Between two clouds whose checksums are of different kinds. */
@LocalClusterTest({ServiceName.S3, ServiceName.GCS})
final class SyncIT {
  private final LocalCluster cluster;
  private final String bucket = "sync-" + UUID.randomUUID();
  @TempDir private Path folder;

  SyncIT(LocalCluster cluster) {
    this.cluster = cluster;
  }

  @AfterAll
  static void endSessions() throws IOException {
    StorageProcess.endSessions();
  }

  @BeforeEach
  void makeBuckets() throws Exception {
    run("mb", "s3://" + bucket, "gs://" + bucket);
  }

  @ParameterizedTest
  @CsvSource({"s3, gs", "gs, s3"})
  void bytesDecideAndNotTimes(String source, String target) throws Exception {
    String from = source + "://" + bucket;
    String to = target + "://" + bucket;
    run("cp", Files.writeString(folder.resolve("x"), "AA").toString(), from + "/x");
    run("cp", Files.writeString(folder.resolve("x"), "BB").toString(), to + "/x");

    assertThat(run("sync", "--dry-run", from, to))
        .contains("would copy " + from + "/x to " + to + "/x");
    assertThat(run("sync", "--checksum", from, to)).startsWith("copied 1 object");
    assertThat(run("cat", to + "/x")).isEqualTo("AA");
    // The copy is newer than its source.
    assertThat(run("sync", to, from)).contains("1 object already there");
    assertThat(run("sync", "--checksum", to, from)).contains("1 object already there");
  }

  /** The ETag of an object in parts is not an MD5. */
  @Test
  void checksumReadsObjectsInParts() throws Exception {
    Path file = StorageContract.write(folder.resolve("large"), 120_000_000);
    run("cp", file.toString(), "s3://" + bucket + "/large");
    run("cp", file.toString(), "gs://" + bucket + "/large");
    assertThat(run("sync", "--checksum", "gs://" + bucket, "s3://" + bucket))
        .contains("1 object already there");
    assertThat(run("sync", "--checksum", "s3://" + bucket, "gs://" + bucket))
        .contains("1 object already there");
  }

  private String run(String... arguments) throws Exception {
    Outcome outcome = new StorageProcess(folder.resolve("state"), cluster).run(arguments);
    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    return outcome.output();
  }
}
