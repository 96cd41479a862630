package dev.drydock.cluster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.process.ChildProcess;
import dev.drydock.cluster.process.ProcessTable;
import dev.drydock.cluster.services.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  @TempDir private Path directory;
  private ClusterFolder cluster;
  private Path folder;

  @BeforeEach
  void makeCluster() throws Exception {
    Installation installation = new Installation(directory, directory);
    cluster = new ClusterFolder(installation, "test", directory, Services::of);
    folder = Files.createDirectory(cluster.processes());
  }

  @AfterEach
  void end() throws Exception {
    Leftovers.end(cluster, cluster.children());
  }

  private ChildProcess start(String... command) throws ClusterException {
    return ChildProcess.start(
            ChildProcess.record(folder, "child"),
            List.of("one", "two"),
            List.of(command),
            Map.of("GREETING", "hello"),
            folder,
            folder.resolve("child.log"))
        .child();
  }

  @Test
  void isFoundAgainByItsRecordAndEnded() throws Exception {
    ChildProcess child = start("sleep", "60").confirm();

    List<ChildProcess> found = ChildProcess.readAll(folder);
    assertThat(found).containsExactly(child);
    assertThat(found.get(0).handle()).isPresent();

    Leftovers.end(cluster, found);

    assertThat(child.handle()).isEmpty();
    assertThat(ChildProcess.readAll(folder)).isEmpty();
  }

  @Test
  void runsTheCommandWithItsEnvironmentAndNoInput() throws Exception {
    ChildProcess child = start("sh", "-c", "cat; echo \"$GREETING\"");

    await().until(() -> child.handle().isEmpty());

    assertThat(folder.resolve("child.log")).hasContent("hello\n");
  }

  @Test
  void aLaterProcessOfTheSameNumberIsNotTakenForIt() throws Exception {
    ChildProcess child = start("sleep", "60");

    assertThat(ProcessTable.find(child.pid(), child.start())).isPresent();
    assertThat(ProcessTable.find(child.pid(), child.start().minusSeconds(10))).isEmpty();
    assertThat(ProcessTable.find(child.pid(), Instant.EPOCH)).isEmpty();
  }

  @Test
  void theNextCommandEndsOnlyWhatWasNotConfirmed() throws Exception {
    ChildProcess kept = start("sleep", "60").confirm();
    ChildProcess left =
        ChildProcess.start(
                ChildProcess.record(folder, "left"),
                List.of("three"),
                List.of("sleep", "60"),
                Map.of(),
                folder,
                folder.resolve("left.log"))
            .child();

    Leftovers.end(cluster, line -> {});

    assertThat(left.handle()).isEmpty();
    assertThat(kept.handle()).isPresent();
  }

  @Test
  void aRecordIsReadableByItsOwnerOnly() throws Exception {
    start("sleep", "60");

    assertThat(Files.getPosixFilePermissions(ChildProcess.record(folder, "child")))
        .extracting(Enum::name)
        .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
  }
}
