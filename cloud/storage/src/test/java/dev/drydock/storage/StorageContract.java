package dev.drydock.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.storage.StorageProcess.Outcome;
import dev.drydock.testing.Kills;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program does with the objects of any store, in processes that may be killed. */
abstract class StorageContract {
  private static final int LARGE = 120_000_000;

  @TempDir Path folder;

  @AfterAll
  static void endSessions() throws IOException {
    StorageProcess.endSessions();
  }

  /** The program with the settings of the store. */
  abstract StorageProcess program() throws Exception;

  /** An empty folder of the store: a URL with a slash at its end. */
  abstract String root() throws Exception;

  /** Unfinished uploads below the root. */
  abstract List<String> unfinished() throws Exception;

  @Test
  void oddNamesAreCopiedThereAndBack() throws Exception {
    Path in = folder.resolve("in");
    write(in.resolve("안녕 하세요.txt"), 10);
    write(in.resolve("日本 語/ファイル (1) [x].csv"), 1000);
    write(in.resolve("empty"), 0);
    write(in.resolve("a b/c+d&e=f%20g#h~'i"), 5);
    write(in.resolve("deep/er/and/deep/er"), 4096);
    write(in.resolve("large.bin"), LARGE);
    succeed("cp", "-r", in.toString(), root() + "in");
    Path out = folder.resolve("out");
    succeed("cp", "-r", root() + "in", out.toString());
    assertSame(in, out);
    assertThat(succeed("sync", in.toString(), root() + "in").output())
        .startsWith("copied 0 objects");
    assertThat(succeed("cat", root() + "in/a b/c+d&e=f%20g#h~'i").output()).hasSize(5);
    assertThat(succeed("ls", root() + "in/").output())
        .contains(root() + "in/안녕 하세요.txt\n")
        .contains(root() + "in/deep/\n")
        .doesNotContain("deep/er");
    succeed("mv", "-r", root() + "in", root() + "moved");
    assertThat(succeed("du", root() + "moved").output())
        .contains(" " + (LARGE + 10 + 1000 + 5 + 4096) + "          6  ");
    succeed("rm", "-r", root() + "moved");
    assertThat(failure("ls", "-r", root() + "moved")).contains("does not exist");
  }

  @Test
  void aKilledUploadIsResumed() throws Exception {
    aKilledUploadIsResumed(1);
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(longs = {2, 3})
  void aKilledUploadIsResumed(long seed) throws Exception {
    Path file = write(folder.resolve("large"), LARGE);
    Path state = folder.resolve("state/transfers");
    killAtSomeMoment(seed, state, "cp", file.toString(), root() + "large");
    assertThat(program().run("ls", root() + "large").output()).isEmpty();
    succeed("cp", file.toString(), root() + "large");
    assertThat(unfinished()).isEmpty();
    assertThat(state).isEmptyDirectory();
    Path back = folder.resolve("back");
    succeed("cp", root() + "large", back.toString());
    assertThat(Files.mismatch(file, back)).isEqualTo(-1);
  }

  @Test
  void aKilledDownloadIsResumed() throws Exception {
    aKilledDownloadIsResumed(1);
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(longs = {2, 3})
  void aKilledDownloadIsResumed(long seed) throws Exception {
    Path file = write(folder.resolve("large"), LARGE);
    succeed("cp", file.toString(), root() + "large");
    Path back = folder.resolve("back/large");
    Path state = folder.resolve("state/transfers");
    killAtSomeMoment(seed, state, "cp", root() + "large", back.toString());
    assertThat(back).doesNotExist();
    succeed("cp", root() + "large", back.toString());
    assertThat(Files.mismatch(file, back)).isEqualTo(-1);
    assertThat(state).isEmptyDirectory();
    try (Stream<Path> files = Files.list(back.getParent())) {
      assertThat(files).containsExactly(back);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 70_000_000})
  void standardStreamsAreObjects(int size) throws Exception {
    Path file = write(folder.resolve("file"), size);
    Path output = folder.resolve("output");
    Outcome in = program().run(file, output, "cp", "-", root() + "name");
    assertThat(in.exitCode()).as("%s", in).isZero();
    assertThat(output).content().startsWith("copied 1 object, ");
    Outcome out = program().run(Path.of("/dev/null"), output, "cp", root() + "name", "-");
    assertThat(out.exitCode()).as("%s", out).isZero();
    assertThat(Files.mismatch(file, output)).isEqualTo(-1);
    assertThat(unfinished()).isEmpty();
  }

  /**
   * The next copy to the same place removes what a killed one left, and any copy does after a day.
   */
  @ParameterizedTest
  @CsvSource({"true, false", "false, false", "false, true"})
  void aStreamThatIsCutOffIsNotAnObject(boolean interrupted, boolean dayAgo) throws Exception {
    Path errors = folder.resolve("errors");
    Process process = program().start(folder.resolve("output"), errors, "cp", "-", root() + "name");
    try (OutputStream input = process.getOutputStream()) {
      // The pipe holds little, so the program has read most of it by then.
      input.write(new byte[70_000_000]);
      if (interrupted) {
        Kills.interrupt(process);
      } else {
        Kills.kill(process);
      }
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } catch (IOException closed) {
      assertThat(process.isAlive()).as("it reads to the end").isFalse();
    }
    if (interrupted) {
      assertThat(process.exitValue()).isEqualTo(130);
      assertThat(errors).hasContent("drydock: interrupted: nothing was written\n");
      assertThat(unfinished()).isEmpty();
    }
    assertThat(program().run("ls", root() + "name").output()).isEmpty();
    if (dayAgo) {
      age(folder.resolve("state/transfers"));
      succeed("cp", write(folder.resolve("small"), 10).toString(), root() + "elsewhere");
      assertThat(unfinished()).isEmpty();
      assertThat(folder.resolve("state/transfers")).isEmptyDirectory();
    }
    Path next = write(folder.resolve("next"), 40_000_000);
    Outcome copied = program().run(next, folder.resolve("output"), "cp", "-", root() + "name");
    assertThat(copied.exitCode()).as("%s", copied).isZero();
    assertThat(unfinished()).isEmpty();
    assertThat(folder.resolve("state/transfers")).isEmptyDirectory();
    assertThat(succeed("cat", root() + "name").output()).isEqualTo(Files.readString(next));
  }

  /** The records of transfers that are under way or were interrupted. */
  static List<Path> records(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Makes all records look as if the transfers had started two days ago. */
  private static void age(Path folder) throws IOException {
    for (Path record : records(folder)) {
      Files.writeString(
          record,
          Files.readString(record)
              .replaceFirst("(?m)^begun .*$", "begun " + Instant.now().minus(Duration.ofDays(2))));
    }
  }

  @Test
  void ctrlCEndsIt() throws Exception {
    Path file = write(folder.resolve("large"), 4L * LARGE);
    Path errors = folder.resolve("errors");
    Process process =
        program().start(folder.resolve("output"), errors, "cp", file.toString(), root() + "large");
    awaitTransfer(folder.resolve("state/transfers"), process);
    Kills.interrupt(process);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(Files.readString(errors))
        .endsWith("drydock: interrupted: run the same command again to resume\n")
        .doesNotContain("Exception");
  }

  private void killAtSomeMoment(long seed, Path state, String... arguments) throws Exception {
    Process process =
        program().start(folder.resolve("output"), folder.resolve("errors"), arguments);
    awaitTransfer(state, process);
    Kills.Kill kill = new Kills(seed).kill(process, Duration.ZERO, Duration.ofMillis(150));
    assertThat(kill.hadEnded()).as("%s", kill).isFalse();
  }

  private static void awaitTransfer(Path state, Process process) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> !process.isAlive() || !records(state).isEmpty());
    assertThat(process.isAlive()).isTrue();
  }

  Outcome succeed(String... arguments) throws Exception {
    Outcome outcome = program().run(arguments);
    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    assertThat(outcome.problems()).isEmpty();
    return outcome;
  }

  /** The one line that a failing run prints. */
  String failure(String... arguments) throws Exception {
    return failure(program(), arguments);
  }

  static String failure(StorageProcess program, String... arguments) throws Exception {
    Outcome outcome = program.run(arguments);
    assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(1);
    assertThat(outcome.problems())
        .startsWith("drydock: ")
        .hasLineCount(1)
        .doesNotContain("Exception");
    return outcome.problems().strip();
  }

  /** Letters, no two blocks of which are the same. */
  static Path write(Path file, long size) throws IOException {
    Files.createDirectories(file.getParent());
    byte[] block = new byte[1 << 16];
    Random random = new Random(size);
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) ('a' + random.nextInt(26));
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (long left = size; left > 0; left -= block.length) {
        System.arraycopy(
            String.format("%016d", left).getBytes(StandardCharsets.UTF_8), 0, block, 0, 16);
        out.write(block, 0, (int) Math.min(block.length, left));
      }
    }
    return file;
  }

  private static void assertSame(Path left, Path right) throws IOException {
    try (Stream<Path> files = Files.walk(left)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path other = right.resolve(left.relativize(file));
        assertThat(other).exists();
        assertThat(Files.mismatch(file, other)).as("%s", file).isEqualTo(-1);
      }
    }
  }
}
