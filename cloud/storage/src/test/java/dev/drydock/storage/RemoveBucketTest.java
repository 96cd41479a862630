package dev.drydock.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.Versions;
import dev.drydock.storage.locations.Scheme;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rb does with versions, on buckets in memory. */
class RemoveBucketTest {
  @Test
  void forceRemovesAllVersions(@TempDir Path folder) throws Exception {
    Program program = new Program(folder);
    program.run("mb", "s3://bucket");
    Versions store = program.buckets(Scheme.S3).open("bucket");
    store.keepVersions(true);
    store.put("name", Content.of(new byte[5]));
    store.put("name", Content.of(new byte[6]));
    store.delete("name");

    Program.Outcome refused = program.run("rb", "s3://bucket");
    Program.Outcome forced = program.run("rb", "--force", "s3://bucket");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errors()).contains("bucket is not empty: remove its objects first");
    assertThat(forced.output()).isEqualTo("removed 2 objects, 11 B\nremoved s3://bucket\n");
    assertThat(program.buckets(Scheme.S3).list()).isEmpty();
  }
}
