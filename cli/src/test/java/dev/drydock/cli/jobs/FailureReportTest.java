package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On excerpts of the logs of real runs. */
final class FailureReportTest {
  @TempDir private Path folder;

  @Test
  void containerOfYarn() throws IOException {
    Path task =
        log(
            "syslog",
            """
            INFO [main] mapred.MapTask: Processing split: file:/in/z.txt:52+5242880
            WARN [main] mapred.YarnChild: Exception running child : java.io.IOException: record at 52
            \tat ThrowingMapper$Throwing.map(ThrowingMapper.java:21)
            \tat org.apache.hadoop.mapred.YarnChild.main(YarnChild.java:172)
            Caused by: java.lang.IllegalStateException: the barrel leaks
            \t... 11 more

            INFO [main] mapred.Task: Running cleanup for the task
            """);
    Path client =
        log(
            "client.log",
            """
            INFO mapreduce.Job: Task Id : attempt_1_0002_m_000001_0, Status : FAILED
            Error: java.io.IOException: record at 52
            """);
    assertThat(FailureReport.of("yarn", client, List.of(task)).text())
        .isEqualTo(
            """
            yarn failed: java.lang.IllegalStateException: the barrel leaks
              input split: file:/in/z.txt:52+5242880
              log: %s
              log: %s"""
                .formatted(task, client));
  }

  @Test
  void clientOfYarnWhenTheContainersLogIsGone() throws IOException {
    Path client =
        log(
            "client.log",
            """
            INFO mapreduce.Job:  map 0% reduce 0%
            INFO mapreduce.Job: Task Id : attempt_1_0002_m_000001_0, Status : FAILED
            Error: java.io.IOException: record at 52
            \tat ThrowingMapper$Throwing.map(ThrowingMapper.java:21)
            Caused by: java.lang.IllegalStateException: the barrel leaks
            \t... 11 more

            INFO mapreduce.Job:  map 100% reduce 0%
            """);
    FailureReport report = FailureReport.of("yarn", client, List.of());
    assertThat(report.cause()).isEqualTo("java.lang.IllegalStateException: the barrel leaks");
    assertThat(report.split()).isEmpty();
  }

  @Test
  void localJobRunner() throws IOException {
    Path client =
        log(
            "client.log",
            """
            INFO mapred.MapTask: Processing split: file:/in/z.txt:0+10485760
            WARN mapred.LocalJobRunner: job_local1436400727_0001
            java.lang.Exception: java.io.EOFException: Unexpected end of input stream
            \tat org.apache.hadoop.mapred.LocalJobRunner$Job.runTasks(LocalJobRunner.java:493)
            Caused by: java.io.EOFException: Unexpected end of input stream
            \tat org.apache.hadoop.io.compress.DecompressorStream.decompress(DecompressorStream.java:165)
            INFO mapreduce.Job: Job job_local1436400727_0001 failed with state FAILED due to: NA
            """);
    FailureReport report = FailureReport.of("hadoop-local", client, List.of());
    assertThat(report.cause()).isEqualTo("java.io.EOFException: Unexpected end of input stream");
    assertThat(report.split()).contains("file:/in/z.txt:0+10485760");
  }

  @Test
  void executorOfSparkWithTwoTasksAtOnce() throws IOException {
    Path executor =
        log(
            "stderr",
            """
            INFO HadoopRDD: Task (TID 0) input split: file:/in/z.txt:0+5242880
            INFO HadoopRDD: Task (TID 1) input split: file:/in/z.txt:5242880+5242880
            ERROR Executor: Exception in task 0.0 in stage 0.0 (TID 0)
            org.apache.spark.SparkException: Task failed while writing rows
            \tat org.apache.spark.internal.io.SparkHadoopWriter$.executeTask(SparkHadoopWriter.scala:167)
            Caused by: java.lang.IllegalArgumentException: cannot read this line
            \tat ThrowingTask.lambda$main$19e3a193$1(ThrowingTask.java:14)
            \t... 12 more
            Caused by: java.lang.IllegalStateException: the barrel leaks
            \t... 19 more
            """);
    FailureReport report =
        FailureReport.of("spark", log("client.log", "INFO nothing"), List.of(executor));
    assertThat(report.cause()).isEqualTo("java.lang.IllegalStateException: the barrel leaks");
    assertThat(report.split()).contains("file:/in/z.txt:0+5242880");
    assertThat(report.logs()).first().isEqualTo(executor);
  }

  @Test
  void aProgramThatSaysOneLine() throws IOException {
    Path client = log("client.log", "/in/big.txt: a word of more than 16 MiB at byte 7\n");
    assertThat(FailureReport.of("inline", client, List.of()).cause())
        .isEqualTo("/in/big.txt: a word of more than 16 MiB at byte 7");
    assertThat(FailureReport.of("inline", log("empty.log", ""), List.of()).cause())
        .isEqualTo("it printed nothing");
  }

  private Path log(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
