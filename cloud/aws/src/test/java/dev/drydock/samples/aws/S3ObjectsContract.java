package dev.drydock.samples.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.testing.ChildJvm;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the sample prints, on every server. */
abstract class S3ObjectsContract {
  /** The variables for the server, as a user sets them. */
  abstract Map<String, String> environment() throws Exception;

  @Test
  void printsWhatItDoes() throws Exception {
    String bucket = "sample-" + UUID.randomUUID();
    ChildJvm.Outcome outcome = ChildJvm.run(S3Objects.class, environment(), bucket);

    assertThat(outcome.output())
        .isEqualTo(
            """
            Created the bucket %s
            Put notes/1.txt
            Put notes/2.txt
            Put notes/3.txt
            Put notes/4.txt
            Put notes/5.txt
            Got notes/1.txt, which says: I am notes/1.txt
            Listed [notes/1.txt, notes/2.txt]
            Listed [notes/3.txt, notes/4.txt]
            Listed [notes/5.txt]
            notes/6.txt does not exist: status 404
            Deleted the objects and the bucket
            """
                .formatted(bucket));
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
  }

  @Test
  void leavesNoBucket() throws Exception {
    ChildJvm.Outcome outcome = ChildJvm.run(S3Objects.class, environment());

    assertThat(outcome.output())
        .startsWith("Created the bucket s3-objects-")
        .endsWith("Deleted the objects and the bucket\n");
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
  }
}
