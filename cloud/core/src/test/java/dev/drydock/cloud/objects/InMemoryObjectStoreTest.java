package dev.drydock.cloud.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** What the contract tests do not check. They depend on this module. */
class InMemoryObjectStoreTest {
  @Test
  void namesWhatIsMissing() throws Exception {
    try (InMemoryBuckets buckets = new InMemoryBuckets()) {
      buckets.create("bucket");

      assertThatThrownBy(() -> buckets.open("bucket").get("a/b"))
          .hasMessage("memory://bucket/a/b: object does not exist");
      assertThatThrownBy(() -> buckets.open("other").get("a/b"))
          .hasMessage("memory://other/a/b: bucket does not exist");
      assertThatThrownBy(() -> buckets.create("bucket"))
          .hasMessage("memory://bucket: bucket already exists: choose another name");
    }
  }

  @Test
  void saysWhichContentIsNotAsLongAsDeclared() throws Exception {
    try (InMemoryBuckets buckets = new InMemoryBuckets()) {
      buckets.create("bucket");
      Content cut =
          new Content() {
            @Override
            public long length() {
              return 5L << 30;
            }

            @Override
            public InputStream open() {
              return new ByteArrayInputStream(new byte[3]);
            }
          };

      assertThatThrownBy(() -> buckets.open("bucket").put("n", cut))
          .hasMessage(
              "memory://bucket/n: the content ended after 3 bytes, but 5368709120 bytes were"
                  + " declared: nothing was written");
      assertThat(buckets.open("bucket").head("n")).isEmpty();
    }
  }
}
