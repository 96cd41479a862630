package dev.drydock.cluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failed start ends the JVM, so each start has a JVM of its own. */
class DaemonStartTest {
  @TempDir private Path folder;

  /** Runs in the child. */
  static final class Example {
    private Example() {}

    public static void main(String[] arguments) {
      DaemonStart.closeAtExit("example", () -> System.out.println("closed"));
      DaemonStart.run("example", () -> start(arguments[0]));
    }

    private static void start(String how) throws Exception {
      switch (how) {
        case "serves" -> {}
        case "has no port" ->
            throw new IOException("outer", new IllegalStateException("port 80 is in use"));
        case "runs out of memory" -> throw new OutOfMemoryError("Java heap space");
        default -> {
          Settings settings = Settings.read("example.properties");
          System.out.println(settings.address(how) + " " + settings.find("absent").isPresent());
        }
      }
    }
  }

  @Test
  void announcesADaemonThatServesAndClosesItInTheEnd() throws Exception {
    Result result = run("serves", folder);

    assertThat(result).isEqualTo(new Result(0, List.of("closed")));
    assertThat(folder.resolve("ready")).exists();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("ready"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "has no port, java.lang.IllegalStateException: port 80 is in use",
    "runs out of memory, java.lang.OutOfMemoryError: Java heap space",
    "port, FOLDER/example.properties does not exist"
  })
  void endsWithOneLineThatSaysWhy(String how, String reason) throws Exception {
    Result result = run(how, folder);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.lines())
        .last()
        .isEqualTo("cannot start example: " + reason.replace("FOLDER", folder.toString()));
    assertThat(result.lines())
        .anyMatch(line -> line.startsWith("\tat dev.drydock.cluster.server.DaemonStart.run("));
    assertThat(folder.resolve("ready")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint, FILE has no setting endpoint",
    "wrong, wrong in FILE is not an address: a b"
  })
  void namesTheSettingThatIsWrong(String key, String reason) throws Exception {
    Path file = Files.writeString(folder.resolve("example.properties"), "wrong=a b\n");

    assertThat(run(key, folder).lines())
        .last()
        .isEqualTo("cannot start example: " + reason.replace("FILE", file.toString()));
  }

  @Test
  void readsSettings() throws Exception {
    Files.writeString(folder.resolve("example.properties"), "right=http://127.0.0.1:1\n");

    assertThat(run("right", folder).lines()).containsExactly("http://127.0.0.1:1 false", "closed");
  }

  @Test
  void saysHowToStartADaemonThatWasStartedByHand() throws Exception {
    assertThat(run("port", null).lines())
        .last()
        .isEqualTo(
            "cannot start example: system property drydock.configuration is not set: start it with"
                + " ./drydock up");
  }

  private record Result(int exitCode, List<String> lines) {}

  private static Result run(String how, Path folder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    if (folder != null) {
      command.add("-Ddrydock.configuration=" + folder);
      command.add("-Ddrydock.ready=" + folder.resolve("ready"));
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Example.class.getName(),
            how));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    return new Result(process.waitFor(), lines);
  }
}
