package dev.drydock.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.storage.StorageProcess.Outcome;
import dev.drydock.testing.FaultProxy;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the program does with buckets, also when the connection or the server is bad. */
abstract class CloudContract extends StorageContract {
  private static final int LARGE = 40_000_000;
  private static final String REFUSAL =
      """
      HTTP/1.1 400 Broken\r
      Connection: close\r
      Content-Length: 0\r
      \r
      """;
  private static final int ALWAYS = Integer.MAX_VALUE;

  /** A proxy before the store. */
  abstract FaultProxy proxy() throws Exception;

  /** The program with the settings of the store, but behind a proxy. */
  abstract StorageProcess through(FaultProxy proxy) throws Exception;

  /** Programs that the store must refuse, and what each must report. */
  abstract List<Refused> refused() throws Exception;

  /** What must never be shown. */
  abstract List<String> secrets() throws Exception;

  /** Where the services keep their logs. */
  abstract Path clusterDirectory() throws Exception;

  /** Names that the store accepts, but no disk. */
  abstract List<String> oddNames();

  record Refused(StorageProcess program, String told) {}

  /** After the first bytes, and in the middle of a part. */
  @Test
  void aResetCopyIsResumed() throws Exception {
    Path file = write(folder.resolve("large"), LARGE);
    Path back = folder.resolve("back");
    try (FaultProxy proxy = proxy()) {
      StorageProcess through = through(proxy);
      for (int offset : new int[] {700, 5_000_000}) {
        proxy.resetUpAfter(offset, 3);
        Outcome up = through.run("cp", file.toString(), root() + "large" + offset);
        assertThat(up.exitCode()).as("%s", up).isZero();
        assertThat(unfinished()).isEmpty();
        assertThat(folder.resolve("state/transfers")).isEmptyDirectory();
        proxy.resetDownAfter(offset, 3);
        Outcome down = through.run("cp", root() + "large" + offset, back.toString());
        assertThat(down.exitCode()).as("%s", down).isZero();
        assertThat(Files.mismatch(file, back)).isEqualTo(-1);
      }
    }
  }

  @Test
  void bytesThatChangeInTransitAreRefused() throws Exception {
    write(folder.resolve("in/small"), 1_000_000);
    write(folder.resolve("in/large"), LARGE);
    succeed("cp", "-r", folder.resolve("in").toString(), root() + "in");
    try (FaultProxy proxy = proxy()) {
      StorageProcess through = through(proxy);
      for (String name : List.of("small", "large")) {
        Path back = folder.resolve("back/" + name);
        proxy.changeDown(500_000);
        assertThat(failure(through, "cp", root() + "in/" + name, back.toString()))
            .contains("/" + name + ": checksum mismatch");
        assertThat(back.getParent()).isEmptyDirectory();
      }
    }
  }

  /** More bytes than an int can count. The file has no blocks on the disk. */
  @Test
  void fiveGigabytesThatAreCutShortLeaveNothing() throws Exception {
    Path file = folder.resolve("huge");
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength(5L << 30);
      Path errors = folder.resolve("errors");
      Process process =
          program().start(folder.resolve("output"), errors, "cp", file.toString(), root() + "huge");
      try {
        Path state = folder.resolve("state/transfers");
        Awaitility.await().until(() -> !process.isAlive() || !records(state).isEmpty());
        huge.setLength(10 << 20);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      } finally {
        process.destroyForcibly();
      }
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(Files.readString(errors).lines().filter(line -> !line.startsWith("[")))
          .singleElement()
          .asString()
          .startsWith("drydock: ")
          .containsAnyOf("changed during the copy", "5368709120 bytes were declared");
    }
    assertThat(program().run("ls", root() + "huge").output()).isEmpty();
    assertThat(unfinished()).isEmpty();
    assertThat(folder.resolve("state/transfers")).isEmptyDirectory();
  }

  @Test
  void aRefusalOfTheStoreIsOneLine() throws Exception {
    Path file = write(folder.resolve("file"), 10);
    Path many = folder.resolve("many");
    for (int i = 0; i < 50; i++) {
      write(many.resolve("file" + i), 10);
    }
    String another = root().replace("/storage-", "/another-").replaceFirst("/$", "");
    for (Refused refused : refused()) {
      for (String[] arguments :
          List.of(
              new String[] {"cp", "-r", many.toString(), root()},
              new String[] {"cp", root() + "file", folder.resolve("back").toString()},
              new String[] {"ls", root()},
              new String[] {"mb", another})) {
        assertThat(failure(refused.program(), arguments)).contains(refused.told());
      }
    }
    for (String[] arguments :
        List.of(
            new String[] {"cp", file.toString(), root() + "file"},
            new String[] {"cat", root() + "file"},
            new String[] {"rm", "-r", root()},
            new String[] {"sync", many.toString(), root()})) {
      assertThat(failure(refused().get(0).program(), arguments)).contains(refused().get(0).told());
    }
    assertThat(succeed("ls", root()).output()).isEmpty();
  }

  /** Not even with all information about a fault. */
  @Test
  void noSecretIsShown() throws Exception {
    Path file = write(folder.resolve("file"), 10);
    StringBuilder said = new StringBuilder(debug(program(), "cat", root() + "none"));
    for (Refused refused : refused()) {
      said.append(debug(refused.program(), "cp", file.toString(), root() + "file"));
    }
    try (FaultProxy proxy = proxy()) {
      proxy.answer(REFUSAL, ALWAYS);
      said.append(debug(through(proxy), "cp", file.toString(), root() + "file"));
    }
    assertThat(said.toString()).contains("drydock: ").contains("Exception").contains("\tat ");
    try (Stream<Path> logs = Files.walk(clusterDirectory().resolve("logs"))) {
      for (Path log : logs.filter(Files::isRegularFile).toList()) {
        said.append(new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1));
      }
    }
    for (String secret : secrets()) {
      assertThat(said.indexOf(secret)).as("where a secret is said").isEqualTo(-1);
    }
  }

  private static String debug(StorageProcess program, String... arguments) throws Exception {
    Outcome outcome = program.with("DRYDOCK_DEBUG", "1").runAlone(arguments);
    assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(1);
    return outcome.output() + outcome.errors();
  }

  @Test
  void namesThatNoFileCanHaveAreKept() throws Exception {
    Path file = write(folder.resolve("file"), 10);
    for (String name : oddNames()) {
      succeed("cp", file.toString(), root() + name);
      assertThat(succeed("cat", root() + name).output()).isEqualTo(Files.readString(file));
      assertThat(succeed("ls", root() + name).output()).endsWith("  " + root() + name + "\n");
    }
    assertThat(succeed("ls", "-r", root()).output()).hasLineCount(oddNames().size());
    succeed("rm", "-r", root());
    assertThat(succeed("ls", root()).output()).isEmpty();
  }

  @Test
  void forceRemovesABucketWithItsContents() throws Exception {
    Path many = folder.resolve("many");
    for (int i = 0; i < 30; i++) {
      write(many.resolve("in" + i % 3 + "/file" + i), 10);
    }
    succeed("cp", "-r", many.toString(), root());
    String bucket = root().replaceFirst("/$", "");
    assertThat(succeed("ls", bucket).output().lines().map(String::strip))
        .containsExactly(root() + "in0/", root() + "in1/", root() + "in2/");
    assertThat(failure("rb", bucket)).contains("remove its objects first");
    assertThat(succeed("rb", "--force", bucket).output())
        .isEqualTo("removed 30 objects, 300 B\nremoved " + bucket + "\n");
    assertThat(failure("ls", bucket)).contains("bucket does not exist");
  }

  @Test
  void memoryIsFlatInTheSizeOfAnObject() throws Exception {
    Path file = write(folder.resolve("large"), 128 << 20);
    Path back = folder.resolve("back");
    StorageProcess small = program().withHeap(48);
    Outcome up = small.run("cp", file.toString(), root() + "large");
    assertThat(up.exitCode()).as("%s", up).isZero();
    Outcome down = small.run("cp", root() + "large", back.toString());
    assertThat(down.exitCode()).as("%s", down).isZero();
    assertThat(Files.mismatch(file, back)).isEqualTo(-1);
  }
}
