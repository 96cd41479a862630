package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every jar that a runtime loads is in a checked-in list, so that a change of one shows in a
 * review.
 */
class RuntimeDependenciesIT {
  static List<Path> modules() {
    return Modules.withRuntime();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void theListOfJarsIsTheOneCheckedIn(Path module) throws IOException {
    List<String> jars;
    try (Stream<Path> files = Files.list(module.resolve("target/lib"))) {
      jars = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    Path list = module.resolve("dependencies.txt");
    assertThat(jars)
        .as("%s; to accept: ls %s/target/lib | LC_ALL=C sort > %s", list, module, list)
        .isEqualTo(Files.readAllLines(list));
  }
}
