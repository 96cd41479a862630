package dev.drydock.inline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.jobs.SampleJob;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAgentTest {
  @TempDir private Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void makeInput() throws IOException {
    in = Files.createDirectories(folder.resolve("in"));
    out = folder.resolve("out");
    Files.writeString(in.resolve("a b\t%"), "hello hello world");
  }

  @Test
  void checkCountsWhatIsToBeRead() throws IOException {
    Files.createDirectories(in.resolve("deep"));
    Files.writeString(in.resolve("deep/c"), "three");
    Files.writeString(in.resolve("_hidden"), "not read");

    List<String> answer = ask("check", in.toString(), out.toString(), "false");
    assertThat(answer).hasSize(4).startsWith("ok", "2", "22");
    assertThat(answer.get(3)).matches("file:\\Q" + folder + "\\E/_out\\.drydock-[0-9a-f]+");
  }

  @Test
  void checkRefusesInputWithoutAFile() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    assertThat(ask("check", empty.toString(), out.toString(), "false"))
        .containsExactly("error", empty + ": contains no files: name files to read");
    assertThat(ask("check", folder + "/none", out.toString(), "false"))
        .containsExactly("error", "Input path does not exist: file:" + folder + "/none");
    assertThat(ask("check", folder + "/no*", out.toString(), "false"))
        .containsExactly("error", "Input Pattern file:" + folder + "/no* matches 0 files");
  }

  @Test
  void checkRefusesAnExistingOutput() throws IOException {
    Files.createDirectories(out);

    assertThat(ask("check", in.toString(), out.toString(), "false"))
        .containsExactly(
            "error", out + ": already exists: name another output, or replace it with --overwrite");
    assertThat(ask("check", in.toString(), out.toString(), "true")).startsWith("ok");
  }

  @Test
  void checkRefusesToReplaceAFileOrTheInput() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(ask("check", in.toString(), file.toString(), "true"))
        .containsExactly(
            "error", file + ": is a file, but an output is a directory: name another output");
    assertThat(ask("check", in.toString(), folder.toString(), "true").get(1))
        .startsWith(folder + ": contains the input file:" + in)
        .endsWith(": name another output");
    assertThat(ask("check", in.toString(), "/", "true"))
        .containsExactly("error", "/: the output needs a name below the root");
  }

  @Test
  void publishReplacesAnOlderOutput() throws IOException {
    Path staging = Files.createDirectories(folder.resolve("_out.drydock-1"));
    Files.writeString(staging.resolve("part-r-00000"), "new\t1\n");
    Files.createDirectories(out);
    Files.writeString(out.resolve("part-r-00000"), "old\t1\n");

    assertThat(ask("publish", staging.toString(), out.toString())).containsExactly("ok");
    assertThat(out.resolve("part-r-00000")).hasContent("new\t1\n");
    assertThat(folder).isDirectoryNotContaining("glob:**/_*");
  }

  @Test
  void publishWithoutAResultLeavesTheOldOne() throws IOException {
    Files.createDirectories(out);

    assertThat(ask("publish", folder + "/_out.drydock-1", out.toString()).get(0))
        .isEqualTo("error");
    assertThat(out).isDirectory();
  }

  @Test
  void discardRemovesStagingAndNothingElse() throws IOException {
    Path staging = Files.createDirectories(folder.resolve("_out.drydock-1"));

    assertThat(ask("discard", staging.toString())).containsExactly("ok");
    assertThat(staging).doesNotExist();
    assertThat(ask("discard", in.toString()))
        .containsExactly("error", in + ": is not the unfinished output of a run");
    assertThat(in).isDirectory();
  }

  @Test
  void summarizesAndRanksWordCounts() throws Exception {
    SampleJob job = new SampleJob(folder, InlineJobs::start);
    Files.writeString(in.resolve("more"), "é e Z 你好 hello\t😀 ｚ");
    assertThat(job.run("wordcount").exit()).isZero();

    String sorted = "Z\t1\ne\t1\nhello\t3\nworld\t1\né\t1\n你好\t1\nｚ\t1\n😀\t1\n";
    String bytes = Integer.toString(sorted.getBytes(StandardCharsets.UTF_8).length);
    assertThat(ask("summarize", job.out(), "WORD_COUNTS"))
        .containsExactly("ok", "1", bytes, "8", digest(sorted), "10", "8");
    assertThat(ask("top", job.out(), "3")).containsExactly("ok", "hello", "3", "Z", "1", "e", "1");
  }

  @Test
  void summarizesAnyLines() throws Exception {
    Files.createDirectories(out.resolve("year=2026"));
    Files.writeString(out.resolve("part-0"), "b\n\na");
    Files.writeString(out.resolve("year=2026/part-1"), "b");
    Files.writeString(out.resolve("_SUCCESS"), "hidden");
    Files.writeString(out.resolve(".part-0.crc"), "hidden");

    assertThat(ask("summarize", out.toString(), "LINES"))
        .containsExactly("ok", "2", "5", "4", digest("\na\nb\nb\n"), "", "");
  }

  @Test
  void summarizesWhatIsNoText() throws Exception {
    Files.createDirectories(out);
    Files.write(out.resolve("part-0"), new byte[] {'S', 'E', 'Q', 6, 0, '\n'});

    assertThat(ask("summarize", out.toString(), "LINES"))
        .containsExactly("ok", "1", "6", "", "", "", "");
  }

  @Test
  void anEmptyResultIsOne() throws Exception {
    Files.createDirectories(out);

    assertThat(ask("summarize", out.toString(), "WORD_COUNTS"))
        .containsExactly("error", out + ": contains no result");
    assertThat(ask("summarize", out.toString(), "LINES"))
        .containsExactly("ok", "0", "0", "0", digest(""), "", "");
    Files.createFile(out.resolve("_SUCCESS"));
    assertThat(ask("summarize", out.toString(), "WORD_COUNTS"))
        .containsExactly("ok", "0", "0", "0", digest(""), "0", "0");
  }

  @Test
  void whatIsNoWordCountIsRefused() throws IOException {
    assertThat(ask("summarize", in.toString(), "WORD_COUNTS"))
        .containsExactly(
            "error", in + ": is not a result of word counts: it has the line hello hello world");
  }

  private static String digest(String lines) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void putsAndDeletesFiles() throws IOException {
    Path target = folder.resolve("new/folder");

    assertThat(ask("put", in.resolve("a b\t%").toString(), target.toString()))
        .containsExactly("ok");
    assertThat(target.resolve("a b\t%")).hasContent("hello hello world");
    assertThat(ask("delete", target.toString())).containsExactly("ok");
    assertThat(target).doesNotExist();
    assertThat(ask("delete", target.toString())).containsExactly("ok");
  }

  @Test
  void aServiceThatIsDownIsNamed() throws IOException {
    String down = "hdfs://127.0.0.1:" + freePort();

    assertThat(ask("check", down + "/in", out.toString(), "false"))
        .containsExactly(
            "error", down + "/in: cannot be reached: is the cluster up? ./drydock up starts it");
    assertThat(ask("check", in.toString(), down + "/out", "false"))
        .containsExactly(
            "error", down + "/out: cannot be reached: is the cluster up? ./drydock up starts it");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static List<String> ask(String... request) throws IOException {
    String line =
        Arrays.stream(request)
            .map(field -> URLEncoder.encode(field, StandardCharsets.UTF_8))
            .collect(Collectors.joining("\t", "", "\n"));
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    new FileAgent(FileErrors.impatient(new Configuration()))
        .serve(
            new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(answers, true, StandardCharsets.UTF_8));
    String answer = answers.toString(StandardCharsets.UTF_8);
    assertThat(answer).endsWith("\n");
    return Arrays.stream(answer.substring(0, answer.length() - 1).split("\t", -1))
        .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
        .toList();
  }
}
