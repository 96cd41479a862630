package dev.drydock.cloud.google.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.samples.google.GcsObjects;
import dev.drydock.testing.ChildJvm;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the sample prints, on every server. */
abstract class GcsObjectsContract {
  /** The variables for the server, as a user sets them. */
  abstract Map<String, String> environment() throws Exception;

  @Test
  void printsWhatItDoes() throws Exception {
    String bucket = "sample-" + UUID.randomUUID();
    ChildJvm.Outcome outcome = ChildJvm.run(GcsObjects.class, environment(), bucket);

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
            The metadata of notes/6.txt: null
            notes/6.txt does not exist: status 404
            Deleted the objects, and the bucket: true
            """
                .formatted(bucket));
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
  }

  @Test
  void leavesNoBucket() throws Exception {
    ChildJvm.Outcome outcome = ChildJvm.run(GcsObjects.class, environment());

    assertThat(outcome.output())
        .startsWith("Created the bucket gcs-objects-")
        .endsWith("Deleted the objects, and the bucket: true\n");
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
  }
}
