package dev.drydock.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.InMemoryObjectStore;
import dev.drydock.storage.Program.Outcome;
import dev.drydock.storage.files.PartialFile;
import dev.drydock.storage.locations.Scheme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs, on files and on buckets in memory. */
class StorageTest {
  private static final int LARGE = 50_000_000;

  @TempDir private Path folder;
  private Program program;
  private InMemoryObjectStore bucket;

  @BeforeEach
  void makeABucket() throws Exception {
    program = new Program(folder.resolve("state/transfers"));
    assertThat(run("mb", "s3://bucket").output()).isEqualTo("created s3://bucket\n");
    bucket = program.buckets(Scheme.S3).open("bucket");
  }

  @Test
  void foldersAreCopiedThereAndBack() throws Exception {
    Path in = sample();
    assertThat(run("cp", "-r", in.toString(), "s3://bucket/in").output())
        .startsWith("copied 4 objects, 14 B in ");
    assertThat(run("ls", "-r", "s3://bucket").output().lines().map(line -> line.substring(20)))
        .containsExactly(
            "           0  s3://bucket/in/a/empty",
            "           6  s3://bucket/in/a/안녕 b.txt",
            "           4  s3://bucket/in/c.csv",
            "           4  s3://bucket/in/d.csv");
    Path out = folder.resolve("out");
    run("cp", "--recursive", "s3://bucket/in/", out.toString());
    assertThat(names(out)).isEqualTo(names(in));
    assertThat(out.resolve("a/안녕 b.txt")).hasContent("안녕");
  }

  @Test
  void namesOfTheTarget() throws Exception {
    Path in = sample();
    run("cp", in.resolve("c.csv").toString(), "s3://bucket");
    run("cp", in.resolve("c.csv").toString(), "s3://bucket/x/");
    run("cp", in.resolve("c.csv").toString(), "s3://bucket/y/z");
    run("cp", in.resolve("c.csv").toString(), in.resolve("d.csv").toString(), "s3://bucket/two");
    run("cp", in + "/**.csv", "s3://bucket/glob");
    run("cp", "-r", in.resolve("a").toString(), in.toString(), "s3://bucket/folders");
    assertThat(objects(""))
        .containsExactly(
            "c.csv",
            "folders/a/empty",
            "folders/a/안녕 b.txt",
            "folders/in/a/empty",
            "folders/in/a/안녕 b.txt",
            "folders/in/c.csv",
            "folders/in/d.csv",
            "glob/c.csv",
            "glob/d.csv",
            "two/c.csv",
            "two/d.csv",
            "x/c.csv",
            "y/z");
    run("cp", "s3://bucket/y/z", folder.resolve("out/").toString() + "/");
    run("cp", "s3://bucket/x/*", folder.resolve("out").toString());
    assertThat(names(folder.resolve("out"))).containsExactly("c.csv", "z");
  }

  @Test
  void theNameOfAnObjectIsNotAPattern() throws Exception {
    put("a*", "star");
    put("ab", "no star");
    assertThat(run("cat", "s3://bucket/a*").output()).isEqualTo("star");
    assertThat(run("cat", "s3://bucket/a?").output()).isEqualTo("starno star");
  }

  @Test
  void aProviderCopiesByItself() throws Exception {
    put("a", "abc");
    run("mb", "s3://other");
    assertThat(run("cp", "s3://bucket/a", "s3://other/b").output())
        .contains("1 object copied by the store itself");
    assertThat(run("cat", "s3://other/b").output()).isEqualTo("abc");
    run("mb", "gs://bucket");
    assertThat(run("cp", "s3://bucket/a", "gs://bucket/b").output()).doesNotContain("itself");
    assertThat(run("cat", "gs://bucket/b").output()).isEqualTo("abc");
  }

  @Test
  void noClobberKeepsExistingObjects() throws Exception {
    Path in = sample();
    put("c.csv", "old");
    assertThat(run("cp", "-n", in + "/*.csv", "s3://bucket").output())
        .contains("copied 1 object, 4 B")
        .contains("1 object already there");
    assertThat(run("cat", "s3://bucket/c.csv").output()).isEqualTo("old");
  }

  @Test
  void movesOnlyAfterACopy() throws Exception {
    Path in = sample();
    run("mv", "-r", in.toString(), "s3://bucket/in");
    assertThat(in).doesNotExist();
    assertThat(objects("in/")).hasSize(4);
    Outcome same = program.run("mv", "s3://bucket/in/c.csv", "s3://bucket/in/c.csv");
    assertThat(same.exitCode()).isEqualTo(1);
    assertThat(same.errors())
        .isEqualTo("drydock: s3://bucket/in/c.csv: source and target are the same\n");
    assertThat(objects("in/")).hasSize(4);
  }

  @Test
  void dryRunsShowWhatWouldBeDone() throws Exception {
    Path in = sample();
    assertThat(run("cp", "-r", "--dry-run", in.toString(), "s3://bucket/in").output())
        .contains("would copy file:" + in + "/c.csv to s3://bucket/in/c.csv\n")
        .hasLineCount(4);
    assertThat(objects("")).isEmpty();
    assertThat(run("rm", "-r", "--dry-run", in.toString()).output()).hasLineCount(4);
    Map<String, Object> planned =
        JSON.std.mapFrom(
            run("mv", "-r", "--dry-run", "--json", in.toString(), "s3://bucket").output());
    assertThat((List<?>) planned.get("planned")).hasSize(4);
    assertThat(names(in)).hasSize(4);
  }

  @Test
  void syncCopiesWhatIsNewOrChanged() throws Exception {
    Path in = sample();
    assertThat(run("sync", in.toString(), "s3://bucket/in").output())
        .startsWith("copied 4 objects");
    assertThat(run("sync", in.toString(), "s3://bucket/in").output())
        .startsWith("copied 0 objects")
        .contains("4 objects already there");
    Files.writeString(in.resolve("c.csv"), "longer");
    Files.setLastModifiedTime(in.resolve("d.csv"), FileTime.from(Instant.now().plusSeconds(100)));
    put("in/b/extra", "x");
    put("in/z", "x");
    assertThat(run("sync", in.toString(), "s3://bucket/in").output())
        .startsWith("copied 2 objects");
    assertThat(objects("in/")).hasSize(6);
    Files.setLastModifiedTime(in.resolve("d.csv"), FileTime.from(Instant.EPOCH));
    assertThat(run("sync", "--delete", "--dry-run", in.toString(), "s3://bucket/in").output())
        .contains("would delete s3://bucket/in/b/extra\nwould delete s3://bucket/in/z\n");
    assertThat(run("sync", "--delete", in.toString(), "s3://bucket/in").output())
        .contains("2 objects deleted");
    assertThat(objects("in/")).hasSize(4);
  }

  @Test
  void syncOfNothingDeletesNothing() throws Exception {
    put("in/a", "x");
    Outcome outcome =
        program.run("sync", "--delete", folder.resolve("typo").toString(), "s3://bucket/in");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors()).contains("folder does not exist").hasLineCount(1);
    assertThat(objects("in/")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"0-2, abc", "3-, def", "-2, ef", "4-100, ef", "-100, abcdef"})
  void rangesOfBytes(String range, String expected) throws Exception {
    put("a", "abcdef");
    assertThat(run("cat", "--range", range, "s3://bucket/a").output()).isEqualTo(expected);
  }

  @Test
  void removes() throws Exception {
    Path in = sample();
    run("cp", "-r", in.toString(), "s3://bucket/in");
    assertThat(run("rm", "s3://bucket/in/**.csv").output()).isEqualTo("removed 2 objects, 8 B\n");
    assertThat(objects("in/")).hasSize(2);
    run("rm", "-r", "s3://bucket/in", in.toString());
    assertThat(objects("")).isEmpty();
    assertThat(in).doesNotExist();
    run("rb", "s3://bucket");
  }

  @Test
  void listsWhatIsDirectlyInAFolder() throws Exception {
    for (String name : List.of("in/b/x", "in/b/y", "in/b!", "in/a", "in/c/", "in/c/x", "in/d//x")) {
      put(name, "x");
    }
    assertThat(run("ls", "s3://bucket/in").output().lines().map(line -> line.substring(34)))
        .containsExactly(
            "s3://bucket/in/a",
            "s3://bucket/in/b!",
            "s3://bucket/in/b/",
            "s3://bucket/in/c/",
            "s3://bucket/in/d/");
    assertThat(run("ls", "s3://bucket/in/d/").output()).endsWith("  s3://bucket/in/d//\n");
    Path in = Files.createDirectories(folder.resolve("in/empty")).getParent();
    Files.createFile(in.resolve("file"));
    assertThat(run("ls", in.toString()).output().lines().map(line -> line.substring(34)))
        .containsExactly("file:" + in + "/empty/", "file:" + in + "/file");
    assertThat(run("ls", in.resolve("empty").toString()).output()).isEmpty();
  }

  @Test
  void forceRemovesBucketsWithTheirContents() throws Exception {
    run("cp", "-r", sample().toString(), "s3://bucket/in");
    bucket.beginUpload("unfinished", 1);
    assertThat(program.run("rb", "s3://bucket").exitCode()).isEqualTo(1);
    assertThat(run("rb", "--force", "s3://bucket").output())
        .isEqualTo("removed 4 objects, 14 B\nremoved s3://bucket\n");
    assertThat(program.buckets(Scheme.S3).list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 32 << 20, LARGE, 2 * LARGE})
  void standardStreamsAreObjects(int size) throws Exception {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    for (String target : List.of("s3://bucket/name", folder.resolve("out/name").toString())) {
      program.input = new ByteArrayInputStream(bytes);
      assertThat(run("cp", "-", target).output()).startsWith("copied 1 object, ");
    }
    assertThat(bucket.get("name")).hasBinaryContent(bytes);
    assertThat(folder.resolve("out/name")).hasBinaryContent(bytes);
    assertThat(StorageContract.records(folder.resolve("state/transfers"))).isEmpty();
    if (size < 1000) {
      put("text", "안녕");
      assertThat(run("cp", "s3://bucket/text", "-").output()).isEqualTo("안녕");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void nothingIsLeftOfAStreamThatFails(int size) throws Exception {
    put("name", "old");
    for (String target : List.of("s3://bucket/name", folder.resolve("out/name").toString())) {
      program.input =
          new SequenceInputStream(
              new ByteArrayInputStream(new byte[size]),
              new InputStream() {
                @Override
                public int read() throws IOException {
                  throw new IOException("the pipe broke");
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                  return read();
                }
              });
      Outcome outcome = program.run("cp", "-", target);
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.errors()).contains("the pipe broke").hasLineCount(1);
    }
    assertThat(run("cat", "s3://bucket/name").output()).isEqualTo("old");
    assertThat(bucket.unfinished("")).isEmpty();
    assertThat(folder.resolve("out")).isEmptyDirectory();
    assertThat(StorageContract.records(folder.resolve("state/transfers"))).isEmpty();
  }

  @Test
  void adds() throws Exception {
    run("cp", "-r", sample().toString(), "s3://bucket/in");
    Object report = JSON.std.anyFrom(run("du", "--json", "s3://bucket").output());
    assertThat(report).isEqualTo(List.of(Map.of("url", "s3://bucket", "objects", 4, "bytes", 14)));
    assertThat(run("du", "-h", "s3://bucket/in").output()).contains("14 B          4");
    Object listed = JSON.std.anyFrom(run("ls", "--json", "s3://bucket").output());
    assertThat(listed).isEqualTo(List.of(Map.of("url", "s3://bucket/in/")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void anUploadIsResumed(int parts) throws Exception {
    Path file = random();
    program.around = buckets -> new BreakingBuckets(buckets, parts);
    Outcome failed = program.run("cp", "--jobs", "1", file.toString(), "s3://bucket/big");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.errors())
        .endsWith("drydock: memory://bucket/big: the server cannot be reached\n");
    assertThat(objects("")).isEmpty();
    assertThat(bucket.unfinished("")).hasSize(1);

    BreakingBuckets whole = new BreakingBuckets(program.buckets(Scheme.S3), 100);
    program.around = buckets -> whole;
    run("cp", file.toString(), "s3://bucket/big");
    assertThat(whole.used()).isEqualTo(3 - parts);
    assertThat(bucket.unfinished("")).isEmpty();
    assertThat(bucket.get("big")).hasSameContentAs(Files.newInputStream(file));
    assertThat(folder.resolve("state/transfers")).isEmptyDirectory();
  }

  @Test
  void anUploadOfAChangedFileStartsAgain() throws Exception {
    Path file = random();
    program.around = buckets -> new BreakingBuckets(buckets, 2);
    program.run("cp", file.toString(), "s3://bucket/big");
    byte[] other = Files.readAllBytes(file);
    other[0]++;
    Files.write(file, other);
    program.around = buckets -> buckets;
    run("cp", file.toString(), "s3://bucket/big");
    assertThat(bucket.unfinished("")).isEmpty();
    assertThat(bucket.get("big")).hasBinaryContent(other);
  }

  @Test
  void aStreamToADiskLeavesNothing() throws Exception {
    Path target = folder.resolve("out/stream");
    Path killed = target.resolveSibling(PartialFile.nameUntilWhole("stream"));
    Files.write(Files.createDirectories(killed.getParent()).resolve(killed), new byte[1000]);
    program.input = new ByteArrayInputStream(new byte[] {1, 2, 3});
    run("cp", "-", target.toString());
    assertThat(target).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(names(target.getParent())).containsExactly("stream");
    assertThat(folder.resolve("state/transfers")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aDownloadIsResumed(int parts) throws Exception {
    Path file = random();
    run("cp", file.toString(), "s3://bucket/big");
    Path out = folder.resolve("out/big");
    BreakingBuckets broken = new BreakingBuckets(program.buckets(Scheme.S3), parts);
    program.around = buckets -> broken;
    Outcome failed = program.run("cp", "--jobs", "1", "s3://bucket/big", out.toString());
    assertThat(failed.exitCode()).isEqualTo(1);
    // A store retries by itself. Another retry would multiply the time.
    assertThat(broken.refused()).isEqualTo(1);
    assertThat(out).doesNotExist();

    BreakingBuckets whole = new BreakingBuckets(program.buckets(Scheme.S3), 100);
    program.around = buckets -> whole;
    run("cp", "s3://bucket/big", out.toString());
    assertThat(whole.used()).isEqualTo(3 - parts);
    assertThat(out).hasSameBinaryContentAs(file);
    assertThat(names(out.getParent())).containsExactly("big");
  }

  @ParameterizedTest
  @CsvSource({
    "cp|--recursiv|a|s3://bucket, 2, unknown option '--recursiv': did you mean --recursive?",
    "copy|a|s3://bucket, 2, unknown command 'copy': choose one of",
    "cp|a, 2, 'only one location, a: name what to copy and where to'",
    "cp|s3a://bucket/a|b, 2, s3a is Hadoop's name for it: write s3://bucket/a",
    "cp|s3://bucket/none|b, 1, s3://bucket/none: object does not exist",
    "cp|s3://bucket/none*|b, 1, s3://bucket/none*: no name matches",
    "cp|/no/such/file|s3://bucket, 1, file:/no/such/file: file does not exist",
    "cp|--jobs|0|a|b, 2, give a number from 1 to 256",
    "cat|--range|x|s3://bucket/a, 2, write FIRST-LAST",
    "presign|--expires|8d|s3://bucket/a, 2, at most 7d",
    "presign|file:/x, 2, only objects of s3:// and gs://",
    "mb|hdfs:/x, 2, only s3:// and gs:// have buckets",
    "rb|s3://bucket/x, 2, write s3://BUCKET",
    "rm|-r|/, 2, is not removed",
    "ls|s3://bucket/none, 1, object does not exist",
    "ls|/no/such/folder, 1, file does not exist",
    "cp|-|s3://bucket/, 2, s3://bucket: is a folder: name the object",
    "cp|-|-, 2, 'write cp - TARGET or cp SOURCE -'",
    "mv|-|s3://bucket/x, 2, 'write cp - TARGET or cp SOURCE -'",
    "cp|s3://bucket/*|-, 2, may be several objects: use storage cat s3://bucket/*",
    "rb|--force|s3://none, 1, bucket does not exist",
    "cp|-r|s3://bucket/a|s3://bucket/a/b, 2, so the copy would never end",
  })
  void oneLineSaysWhatToDo(String arguments, int exitCode, String message) {
    Outcome outcome = program.run(arguments.split("\\|", -1));
    assertThat(outcome.errors()).startsWith("drydock: ").contains(message).hasLineCount(1);
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
    assertThat(outcome.output()).isEmpty();
  }

  @Test
  void aFolderNeedsItsFlag() throws Exception {
    put("in/a", "x");
    Outcome outcome = program.run("cp", "s3://bucket/in", folder.resolve("out").toString());
    assertThat(outcome.errors())
        .isEqualTo(
            "drydock: s3://bucket/in/: is a folder: add --recursive to include its contents\n");
  }

  @Test
  void verbsThatAcceptNoFoldersSaySo() throws Exception {
    put("in/a", "x");
    String expected =
        "drydock: s3://bucket/in/: is a folder: name a file in it,"
            + " or use storage cat 's3://bucket/in/*' for all of them\n";
    assertThat(program.run("cat", "s3://bucket/in").errors()).isEqualTo(expected);
    assertThat(program.run("cp", "s3://bucket/in", "-").errors()).isEqualTo(expected);
    assertThat(program.run("cat", "s3://bucket/in/*").output()).isEqualTo("x");
  }

  @Test
  void namesThatLeadOutOfTheFolderAreRefused() throws Exception {
    put("in/../../x", "x");
    put("in/good", "x");
    Path out = folder.resolve("a/b/out");
    Outcome outcome = program.run("cp", "-r", "s3://bucket/in", out.toString());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors()).contains("not a valid file name").hasLineCount(1);
    assertThat(names(folder.resolve("a"))).containsExactly("b/out/good");
  }

  @Test
  void manyFailuresAreNotManyLines() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    for (int i = 0; i < 100; i++) {
      Files.createFile(in.resolve("f" + i));
    }
    Outcome outcome = program.run("cp", "-r", in.toString(), "s3://no-such-bucket");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors()).contains("bucket does not exist").hasLineCount(1);
  }

  private Outcome run(String... arguments) {
    Outcome outcome = program.run(arguments);
    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    assertThat(outcome.errors()).doesNotContain("drydock:");
    return outcome;
  }

  private Path sample() throws IOException {
    Path in = Files.createDirectories(folder.resolve("in/a")).getParent();
    Files.writeString(in.resolve("a/안녕 b.txt"), "안녕");
    Files.createFile(in.resolve("a/empty"));
    Files.writeString(in.resolve("c.csv"), "1,2\n");
    Files.writeString(in.resolve("d.csv"), "3,4\n");
    return in;
  }

  private Path random() throws IOException {
    byte[] bytes = new byte[LARGE];
    new Random(3).nextBytes(bytes);
    return Files.write(folder.resolve("big"), bytes);
  }

  private void put(String name, String text) throws IOException {
    bucket.put(name, Content.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> objects(String prefix) throws IOException {
    return bucket.list(prefix, "").objects().stream().map(object -> object.name()).toList();
  }

  private static List<String> names(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
