package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every jar that a runtime loads is in a checked-in list, so that a change of one shows in a
 * review.
 */
class RuntimeDependenciesIT {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cli",
        "inline",
        "cloud/aws",
        "cloud/google",
        "cloud/storage",
        "local-cluster/hadoop",
        "local-cluster/spark",
        "local-cluster/s3",
        "local-cluster/gcs"
      })
  void theListOfJarsIsTheOneCheckedIn(String module) throws IOException {
    Path folder = Path.of(System.getProperty("drydock.home")).resolve(module);
    List<String> jars;
    try (Stream<Path> files = Files.list(folder.resolve("target/lib"))) {
      jars = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    Path list = folder.resolve("dependencies.txt");
    assertThat(jars)
        .as("%s; to accept: ls %s/target/lib | LC_ALL=C sort > %s", list, module, list)
        .isEqualTo(Files.readAllLines(list));
  }
}
