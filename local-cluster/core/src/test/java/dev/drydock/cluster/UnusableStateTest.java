package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusableStateTest {
  @TempDir private Path folder;

  @Test
  void aStateFolderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    LocalCluster cluster = LocalCluster.named(new Installation(folder, file), "main");

    assertThatThrownBy(() -> cluster.up(UpOptions.of(ServiceName.S3), line -> {}))
        .isInstanceOf(ClusterException.class)
        .hasMessageStartingWith("cannot write " + file)
        .hasMessageContaining("set DRYDOCK_STATE to a folder that can be written");
  }

  @Test
  void aRuntimeThatIsNotBuiltIsNamedWithWhatToDo() throws Exception {
    LocalCluster cluster =
        LocalCluster.named(new Installation(folder, folder.resolve("state")), "main");

    assertThatThrownBy(() -> cluster.up(UpOptions.of(ServiceName.S3), line -> {}))
        .isInstanceOf(ClusterException.class)
        .hasMessageEndingWith("is missing: build it first with ./mvnw package");
  }

  @Test
  void aStateFolderWithASpaceIsRefusedBeforeAnythingIsMade() throws Exception {
    Path state = folder.resolve("my state");
    LocalCluster cluster = LocalCluster.named(new Installation(folder, state), "main");

    assertThatThrownBy(() -> cluster.up(UpOptions.of(ServiceName.S3), line -> {}))
        .isInstanceOf(ClusterException.class)
        .hasMessage(
            state
                + " has a space in its name, which YARN cannot handle: set DRYDOCK_STATE to another"
                + " folder");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatWasNeverStartedHasNoServicesAndDownIsNothingToDo() throws Exception {
    LocalCluster cluster =
        LocalCluster.named(new Installation(folder, folder.resolve("state")), "main");

    cluster.down(line -> {});

    assertThat(cluster.status()).isEmpty();
    assertThat(cluster.endpoints()).isEmpty();
    assertThat(cluster.environment()).isEmpty();
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void aNameThatCannotBeAFolderIsRefused() {
    assertThatThrownBy(() -> LocalCluster.named(new Installation(folder, folder), "../x"))
        .hasMessageStartingWith("'../x' is not a valid name of a cluster");
  }
}
