package dev.drydock.inline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.jobs.Engine;
import dev.drydock.jobs.JobsContract;
import dev.drydock.jobs.SampleJob.Run;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the jobs on the threads of this JVM. */
class InlineJobsTest extends JobsContract {
  InlineJobsTest() {
    super(Engine.INLINE);
  }

  @Override
  protected int run(String[] arguments) {
    return InlineJobs.start(arguments);
  }

  @Override
  protected void assertWordCountParts(List<Path> parts) {
    assertThat(parts).containsExactly(Path.of(job.out(), "part-r-00000"));
  }

  @Override
  protected void assertTruncatedIsTold(Run run) {
    assertThat(run.error())
        .isEqualTo(
            "file:%s/text.gz: the compressed data ends too early: is the file truncated?%n"
                .formatted(job.in()));
    assertThat(Path.of(job.out())).doesNotExist();
  }

  @Test
  void anUnknownJobIsWrongUsage() {
    assertThat(job.run("wordcont"))
        .isEqualTo(new Run(2, "no job is called 'wordcont': did you mean wordcount?\n"));
  }
}
