package dev.drydock.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drydock.storage.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verbs on links, pipes and devices, and on names that clash. */
class FilesTest {
  @TempDir private Path folder;
  private Program program;
  private Path outside;

  @BeforeEach
  void aFolderWithALinkToAnother() throws Exception {
    program = new Program(folder.resolve("state/transfers"));
    run("mb", "s3://bucket");
    outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("precious"), "keep");
    Files.createDirectory(outside.resolve("empty"));
    Files.createDirectory(folder.resolve("in"));
    Files.writeString(folder.resolve("in/a"), "a");
    Files.createSymbolicLink(folder.resolve("in/link"), Path.of("../outside"));
  }

  @Test
  void aRemovedLinkLeavesWhatItLeadsTo() throws Exception {
    assertThat(run("rm", "-r", path("in")).output()).isEqualTo("removed 2 objects, 11 B\n");
    assertThat(folder.resolve("in")).doesNotExist();
    assertOutsideIsWhole();

    Files.createSymbolicLink(folder.resolve("link"), outside);
    assertThat(run("rm", "-r", path("link")).exitCode()).isZero();
    assertThat(Files.isSymbolicLink(folder.resolve("link"))).isFalse();
    assertOutsideIsWhole();

    Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("nothing"));
    assertThat(run("rm", path("nowhere")).exitCode()).isZero();
    assertThat(Files.isSymbolicLink(folder.resolve("nowhere"))).isFalse();
  }

  @Test
  void aMovedLinkLeavesWhatItLeadsTo() throws Exception {
    Outcome moved = program.run("mv", "-r", path("in"), "s3://bucket/in");
    assertThat(moved.exitCode()).isEqualTo(1);
    assertThat(moved.errors())
        .isEqualTo(
            "drydock: file:"
                + path("in/link/precious")
                + ": is behind a link, so it was kept: remove the link, or the file itself\n");
    assertThat(run("cat", "s3://bucket/in/link/precious").output()).isEqualTo("keep");
    assertThat(folder.resolve("in/a")).doesNotExist();
    assertOutsideIsWhole();
  }

  @Test
  void aMoveOnOneDiskIsARename() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "new");
    Object key = key(file);
    assertThat(run("mv", "--dry-run", file.toString(), path("to/x")).output())
        .isEqualTo("would move file:" + file + " to file:" + path("to/x") + "\n");
    assertThat(key(file)).isEqualTo(key);

    String moved = run("mv", "--json", file.toString(), path("to/x")).output();
    assertThat(JSON.std.mapFrom(moved))
        .containsEntry("objects", 1)
        .containsEntry("bytes", 3)
        .containsEntry("failed", 0);
    assertThat(file).doesNotExist();
    assertThat(key(folder.resolve("to/x"))).isEqualTo(key);

    Path there = Files.writeString(folder.resolve("there"), "old");
    Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rw-------"));
    assertThat(run("mv", "-n", path("to/x"), there.toString()).output())
        .contains("1 object already there");
    assertThat(there).hasContent("old");
    run("mv", "-r", path("to"), folder.resolve("whole").toString());
    assertThat(folder.resolve("to")).doesNotExist();
    assertThat(run("mv", path("whole/x"), there.toString()).output())
        .startsWith("moved 1 object, 3 B in ");
    assertThat(there).hasContent("new");
    assertThat(key(there)).isEqualTo(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatCannotBeRenamedIsCopied() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "bytes");
    Path link = Files.createSymbolicLink(folder.resolve("to-file"), file);
    run("mv", link.toString(), path("copy"));
    assertThat(link).doesNotExist();
    assertThat(file).hasContent("bytes");
    assertThat(Files.isSymbolicLink(folder.resolve("copy"))).isFalse();

    Path name = Files.createLink(folder.resolve("another-name"), file);
    run("mv", name.toString(), file.toString());
    assertThat(name).doesNotExist();
    assertThat(file).hasContent("bytes");

    assertThat(program.run("mv", "-r", path("in"), path("moved")).errors())
        .isEqualTo(
            "drydock: file:"
                + path("in/link/precious")
                + ": is behind a link, so it was kept: remove the link, or the file itself\n");
    assertThat(folder.resolve("moved/link/precious")).hasContent("keep");
    assertOutsideIsWhole();
  }

  @ParameterizedTest
  @CsvSource({"mv, file, link", "cp, file, link", "mv, link, file", "cp, link, file"})
  void aFileIsNotCopiedToItselfByALink(String verb, String source, String target) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "bytes");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    Object key = key(file);
    Outcome same = program.run(verb, path(source), path(target));
    assertThat(same.exitCode()).isEqualTo(1);
    assertThat(same.errors())
        .isEqualTo("drydock: file:" + path(source) + ": source and target are the same\n");
    assertThat(file).hasContent("bytes");
    assertThat(key(file)).isEqualTo(key);
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void aMoveKeepsFoldersThatWereEmpty() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("e/f/g"));
    assertThat(run("mv", "-r", path("e"), path("e3")).output()).startsWith("moved 0 objects");
    assertThat(empty).isDirectory();

    for (String target : List.of(path("e3"), "s3://bucket/e3")) {
      Files.createDirectories(folder.resolve("e/full/deep/er"));
      Files.writeString(folder.resolve("e/full/deep/er/a"), "a");
      Files.writeString(folder.resolve("e/full/deep/b"), "b");
      Files.writeString(folder.resolve("e/c"), "c");
      assertThat(run("mv", "-r", path("e"), target).output()).startsWith("moved 3 objects");
      assertThat(empty).isEmptyDirectory();
      assertThat(folder.resolve("e/full")).doesNotExist();
      assertThat(run("cat", target + "/full/deep/er/a").output()).isEqualTo("a");
    }
  }

  @Test
  void aMoveOfWhatALinkLeadsToLeavesTheLink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("to-outside"), outside);
    Files.createDirectory(outside.resolve("z"));
    Files.writeString(outside.resolve("z/last"), "z");
    assertThat(run("mv", "-r", link.toString(), path("moved")).output())
        .startsWith("moved 2 objects");
    assertThat(link).isDirectory();
    assertThat(outside.resolve("z")).doesNotExist();
    assertThat(outside.resolve("empty")).isDirectory();
  }

  private static Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Test
  void aSyncLeavesWhatALinkLeadsTo() throws Exception {
    Path source = Files.createDirectory(folder.resolve("source"));
    Files.writeString(source.resolve("a"), "a");
    Outcome synchronised = program.run("sync", "--delete", source.toString(), path("in"));
    assertThat(synchronised.exitCode()).isEqualTo(1);
    assertThat(synchronised.errors()).contains("/in/link/precious: is behind a link");
    assertOutsideIsWhole();
  }

  private void assertOutsideIsWhole() {
    assertThat(outside.resolve("precious")).hasContent("keep");
    assertThat(outside.resolve("empty")).isDirectory();
  }

  @Test
  void aLinkStaysALinkAndPermissionsStay() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Path link = Files.createSymbolicLink(folder.resolve("to-file"), Path.of("file"));
    run("cp", path("in/a"), link.toString());
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(file).hasContent("a");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("nothing"));
    assertThat(program.run("cp", path("in/a"), path("nowhere")).errors())
        .isEqualTo("drydock: file:" + path("nowhere") + ": is a broken link: remove it first\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "cp IN/a IN/pipe | choose another name, or '-' for standard output",
        "cp IN/pipe s3://bucket | pipe its bytes into '-', standard input"
      })
  void aPipeIsNotAFile(String arguments, String message) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", path("in/pipe")).start().waitFor()).isZero();
    Outcome outcome = program.run(arguments.replace("IN", path("in")).split(" "));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors())
        .isEqualTo(
            "drydock: file:" + path("in/pipe") + ": is a device or a pipe: " + message + "\n");
  }

  @Test
  void twoSourcesOfOneNameDoNotReplaceEachOther() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other/in"));
    Files.writeString(other.resolve("a"), "another");
    for (String[] arguments :
        List.of(
            new String[] {"mv", path("in/a"), path("other/in/a"), "s3://bucket/to/"},
            new String[] {"mv", "-r", path("in"), path("other/in"), "s3://bucket/to/"})) {
      Outcome moved = program.run(arguments);
      assertThat(moved.exitCode()).isEqualTo(1);
      assertThat(moved.errors())
          .contains(
              "drydock: file:"
                  + other
                  + "/a: another source has the same name: copy it to another folder\n");
      assertThat(other.resolve("a")).hasContent("another");
      Files.writeString(folder.resolve("in/a"), "a");
    }
    assertThat(run("cat", "s3://bucket/to/a", "s3://bucket/to/in/a").output()).isEqualTo("aa");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileWithBytesButWithoutASizeIsNotCopied() {
    run("mb", "gs://bucket");
    for (String to : List.of("s3://bucket/copy", "gs://bucket/copy", path("copy"), "-")) {
      assertFails(
          "drydock: file:/proc/cpuinfo: has content although its size is 0:"
              + " 'cat /proc/cpuinfo | drydock storage cp - TARGET' copies it\n",
          "cp",
          "/proc/cpuinfo",
          to);
    }
    assertThat(folder.resolve("copy")).doesNotExist();
    assertThat(program.run("ls", "s3://bucket", "gs://bucket").output()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatAcceptsNoFilesIsReported() throws Exception {
    run("cp", path("in/a"), "s3://bucket/a");
    for (String from : List.of(path("in/a"), "s3://bucket/a")) {
      assertFails(
          "drydock: file:/proc/x: files cannot be created in this folder: choose another\n",
          "cp",
          from,
          "/proc/x");
    }
  }

  @Test
  void aFileWithoutBytesIsCopied() throws Exception {
    Files.createFile(folder.resolve("empty"));
    run("cp", path("empty"), "s3://bucket/empty");
    run("cp", "s3://bucket/empty", path("copy"));
    assertThat(folder.resolve("copy")).isEmptyFile();
  }

  /** Other systems do not allow such files. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aNameThatIsNotUtf8IsReported() throws Exception {
    run("mb", "gs://bucket");
    Path odd = oddNames("odd");
    String line =
        "drydock: file:" + odd + "/n\\xFF: the name of this file is not UTF-8: rename it\n";
    String folderLine = line.replace("n\\xFF", "sub\\xE4");
    String all = line + folderLine;
    assertFails(all, "cp", "-r", "--dry-run", odd.toString(), "s3://bucket/odd");
    for (String to : List.of("s3://bucket/odd", "gs://bucket/odd", path("copy"))) {
      assertFails(all, "cp", "-r", odd.toString(), to);
      assertFails(all, "sync", odd.toString(), to);
      assertFails(line, "cp", odd + "/n*", to);
    }
    assertThat(folder.resolve("copy/n\uFFFD")).hasContent("A1");
    assertThat(names(folder.resolve("copy"))).containsExactlyInAnyOrder("ok", "n\uFFFD");
    assertThat(run("ls", "-r", "gs://bucket").output())
        .contains("/odd/n\uFFFD\n", "/odd/ok\n")
        .hasLineCount(2);
    assertThat(run("ls", odd.toString()).output()).contains("/n\\xFF\n", "/n\uFFFD\n");

    assertFails(line, "mv", odd + "/n*", "s3://bucket/moved");
    assertThat(run("cat", "s3://bucket/moved/n\uFFFD").output()).isEqualTo("A1");
    assertThat(program.run("rm", "-r", odd.toString()))
        .isEqualTo(new Outcome(1, "removed 1 object, 2 B\n", all));
    assertThat(contents(odd)).containsExactly("B2");

    Path target = oddNames("target");
    assertThat(program.run("sync", "--delete", path("in"), target.toString()))
        .matches(outcome -> outcome.exitCode() == 1)
        .matches(outcome -> outcome.output().contains("; 2 objects deleted; 2 objects failed"))
        .matches(outcome -> outcome.errors().equals(all.replace(odd + "/", target + "/")));
    assertThat(contents(target)).containsExactlyInAnyOrder("B2", "a");
  }

  /** Java shows the same name for several files, so the argument may be another file. */
  @Test
  void anArgumentThatMayNotBeUtf8IsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("n\uFFFD"), "A1");
    String line = "drydock: file:" + file + ": the name of this file is not UTF-8: rename it\n";
    assertFails(line, "cp", file.toString(), "s3://bucket");
    assertFails(line, "cp", path("in/a"), file.toString());
    assertFails(line, "rm", file.toString());
    assertThat(file).hasContent("A1");
    run("mv", path("n?"), "s3://bucket/");
    assertThat(file).doesNotExist();
    assertThat(run("cat", "s3://bucket/n\uFFFD").output()).isEqualTo("A1");
  }

  private void assertFails(String errors, String... arguments) {
    Outcome outcome = program.run(arguments);
    assertThat(outcome.errors()).isEqualTo(errors);
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  /** Two files with the same name in Java, a folder, and a plain file. */
  private Path oddNames(String name) throws Exception {
    Path odd = Files.createDirectory(folder.resolve(name));
    String make =
        "printf A1 > \"$(printf 'n\\357\\277\\275')\"; printf B2 > \"$(printf 'n\\377')\";"
            + " printf ok > ok; mkdir \"$(printf 'sub\\344')\"";
    assertThat(new ProcessBuilder("sh", "-c", make).directory(odd.toFile()).start().waitFor())
        .isZero();
    return odd;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static List<String> contents(Path folder) throws Exception {
    List<String> contents = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readString(file));
      }
    }
    return contents;
  }

  @Test
  void namesLikeOurOwnAreCopied() throws Exception {
    Files.writeString(folder.resolve("in/.drydock-x.part"), "mine");
    run("cp", path("in/.drydock-x.part"), "s3://bucket/in/");
    run("cp", "-r", "s3://bucket/in", path("back"));
    assertThat(folder.resolve("back/.drydock-x.part")).hasContent("mine");
  }

  @Test
  void checksumComparesTheBytesOfFiles() throws Exception {
    Path stale = Files.createDirectories(folder.resolve("stale"));
    Files.writeString(stale.resolve("a"), "b");
    Files.setLastModifiedTime(stale.resolve("a"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("sync", path("in"), stale.toString()).output())
        .contains("1 object already there");
    assertThat(run("sync", "--checksum", path("in"), stale.toString()).output())
        .startsWith("copied 1 object");
    assertThat(stale.resolve("a")).hasContent("a");
  }

  @Test
  void dryRunsShowWhatWouldBeRemovedAsJson() throws Exception {
    String removal = run("rm", "--dry-run", "--json", path("in/a")).output();
    assertThat(JSON.std.mapFrom(removal))
        .hasToString(
            "{planned=[{action=delete, target=file:"
                + path("in/a")
                + ", bytes=1}], deleted=1, bytes=1, failed=0}");
    assertThat(folder.resolve("in/a")).exists();
  }

  @Test
  void bucketsAfterAFailureAreCreatedAndRemoved() {
    Outcome made = program.run("mb", "s3://bucket", "gs://another");
    assertThat(made.exitCode()).isEqualTo(1);
    assertThat(made.output()).isEqualTo("created gs://another\n");
    Outcome removed = program.run("rb", "--force", "s3://none", "gs://another");
    assertThat(removed.exitCode()).isEqualTo(1);
    assertThat(removed.errors()).isEqualTo("drydock: memory://none: bucket does not exist\n");
    assertThat(removed.output()).endsWith("removed gs://another\n");
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private Outcome run(String... arguments) {
    Outcome outcome = program.run(arguments);
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    return outcome;
  }
}
