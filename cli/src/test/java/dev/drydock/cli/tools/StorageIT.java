package dev.drydock.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Cluster;
import dev.drydock.cli.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program for objects and files, as the command starts it. */
@ExtendWith(Cluster.class)
final class StorageIT {
  @TempDir private Path folder;

  @Test
  void worksOnTheCluster() throws Exception {
    Path file = Files.writeString(folder.resolve("안녕.txt"), "hello\n");
    assertThat(succeed("cp", file.toString(), "s3://drydock/storage/").output())
        .startsWith("copied 1 object, 6 B in ");
    succeed("cp", "s3://drydock/storage/안녕.txt", "hdfs:/storage/안녕.txt");
    assertThat(succeed("cat", "hdfs:/storage/안녕.txt").output()).isEqualTo("hello\n");
    succeed("rm", "s3://drydock/storage/안녕.txt", "hdfs:/storage/안녕.txt");
    Outcome gone = Cluster.drydock("storage", "cat", "s3://drydock/storage/안녕.txt");
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.errors())
        .startsWith("drydock: s3://drydock/storage/안녕.txt: object does not exist")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ls", "cp", "mv", "sync", "cat", "rm", "du", "mb", "rb", "presign"})
  void everyVerbHasAnExample(String verb) throws Exception {
    assertThat(succeed(verb, "--help").output())
        .contains("Usage: drydock storage " + verb)
        .containsPattern("Examples?:\n")
        .contains("drydock storage " + verb + " ");
  }

  @Test
  void slipsAreOneLine() throws Exception {
    Outcome option = Cluster.drydock("storage", "cp", "--recursiv", "a", "s3://drydock");
    assertThat(option.exitCode()).isEqualTo(2);
    assertThat(option.errors())
        .isEqualTo("drydock: unknown option '--recursiv': did you mean --recursive?\n");
    Outcome down =
        Outcome.of(
            Cluster.command("storage", "ls", "s3://drydock"),
            Map.of("DRYDOCK_CLUSTER", "never-started"));
    assertThat(down.exitCode()).isEqualTo(1);
    assertThat(down.errors())
        .isEqualTo("drydock: s3://drydock: s3 is not up: ./drydock up s3 --name never-started\n");
  }

  private static Outcome succeed(String verb, String... arguments) throws Exception {
    String[] all = new String[arguments.length + 2];
    all[0] = "storage";
    all[1] = verb;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    Outcome outcome = Cluster.drydock(all);
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
    return outcome;
  }
}
