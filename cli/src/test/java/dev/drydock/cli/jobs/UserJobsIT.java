package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drydock.cli.Cluster;
import dev.drydock.cli.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own job may write anything. */
final class UserJobsIT {
  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path jar;

  @BeforeAll
  static void buildTheJar() throws Exception {
    jar = UserJobs.jar(shared);
  }

  @Test
  void linesAreSummedUp() throws Exception {
    Map<String, Object> result = JSON.std.mapFrom(run("--json").output());
    String sorted = "ALPHA\nBETA\nBETA\n";
    assertThat(result)
        .containsEntry("files", 1)
        .containsEntry("bytes", sorted.length())
        .containsEntry("lines", 3)
        .containsEntry("words", null)
        .containsEntry("distinct", null)
        .containsEntry("counters", Map.of("lines", 3))
        .containsEntry(
            "sha256",
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(sorted.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void whatIsNoTextHasASize() throws Exception {
    String format = "org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat";
    Outcome outcome = run("-D", "mapreduce.job.outputformat.class=" + format);
    long bytes = Files.size(folder.resolve("out/part-m-00000"));
    assertThat(outcome.output()).startsWith("1 file, " + bytes + " B, in ").hasLineCount(1);
  }

  private Outcome run(String... options) throws Exception {
    Path input = Files.writeString(folder.resolve("in.txt"), "beta\nalpha\nbeta\n");
    List<String> arguments =
        new ArrayList<>(List.of("run", "--on", "hadoop-local", "--jar", jar.toString(), "--class"));
    arguments.add("UpperCase");
    arguments.addAll(List.of(options));
    arguments.addAll(List.of(input.toString(), folder.resolve("out").toString()));
    Outcome outcome = Cluster.drydock(arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
    return outcome;
  }
}
