package dev.drydock.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.jobs.Engine;
import dev.drydock.jobs.JobsContract;
import dev.drydock.jobs.SampleJob.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the jobs on Hadoop's LocalJobRunner. */
class MapReduceJobsTest extends JobsContract {
  private static final int REDUCES = 3;

  MapReduceJobsTest() {
    super(Engine.MAPREDUCE);
  }

  @Override
  protected int run(String[] arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(1, List.of("-Dmapreduce.job.maps=5", "-Dmapreduce.job.reduces=" + REDUCES));
    return MapReduceJobs.run(all.toArray(String[]::new));
  }

  @Override
  protected void assertWordCountParts(List<Path> parts) {
    assertThat(parts).hasSize(REDUCES);
  }

  @Override
  protected void assertTruncatedIsTold(Run run) {
    assertThat(run.error()).isEqualTo("wordcount failed: the log of the job says why\n");
  }

  @Test
  void anUnknownJobIsWrongUsage() {
    assertThat(job.run("wordcont"))
        .isEqualTo(new Run(2, "no job is called 'wordcont': did you mean wordcount?\n"));
  }

  @Test
  void theTextbookTakesTwoPaths() {
    assertThat(job.runExactly("wordcount-textbook", "in"))
        .isEqualTo(new Run(2, "usage: wordcount-textbook IN OUT\n"));
  }

  @Override
  protected String shown(String path) {
    return "file:" + path;
  }
}
