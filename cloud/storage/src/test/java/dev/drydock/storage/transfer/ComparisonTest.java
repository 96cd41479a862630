package dev.drydock.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Checksum.Algorithm;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.InMemoryBuckets;
import dev.drydock.cloud.objects.ObjectStore;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.VerifiedInputStream;
import dev.drydock.storage.files.FileObjectStore;
import dev.drydock.storage.locations.Folder;
import dev.drydock.storage.locations.Location;
import dev.drydock.storage.locations.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares by what the listings of different stores contain. */
class ComparisonTest {
  private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = EARLY.plusSeconds(2);

  @TempDir private Path folder;
  private final InMemoryBuckets buckets = new InMemoryBuckets();

  @BeforeEach
  void makeBuckets() throws Exception {
    buckets.create("s3");
    buckets.create("gs");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCommonChecksumDecidesAndNotTimes(boolean readsBytes) throws Exception {
    Comparison comparison = new Comparison(readsBytes);
    assertThat(
            comparison.isSame(
                listed("s3://s3/", "AA", EARLY, Algorithm.MD5),
                listed("gs://gs/", "BB", LATE, Algorithm.CRC32C, Algorithm.MD5)))
        .isFalse();
    assertThat(
            comparison.isSame(
                listed("gs://gs/", "AA", LATE, Algorithm.CRC32C, Algorithm.MD5),
                listed("s3://s3/", "AA", EARLY, Algorithm.MD5)))
        .isTrue();
    assertThat(
            comparison.isSame(
                listed("s3://s3/", "AA", EARLY, Algorithm.MD5),
                listed("gs://gs/", "AAA", LATE, Algorithm.CRC32C, Algorithm.MD5)))
        .isFalse();
  }

  @Test
  void timesDecideWithoutChecksumsUnlessBytesAreRead() throws Exception {
    Source left = listed("s3://s3/", "AA", LATE, Algorithm.CRC32);
    Source same = listed("gs://gs/", "AA", EARLY);
    assertThat(new Comparison(false).isSame(left, same)).isFalse();
    assertThat(new Comparison(true).isSame(left, same)).isTrue();

    Source changed = listed("gs://gs/", "BB", LATE);
    assertThat(new Comparison(false).isSame(left, changed)).isTrue();
    assertThat(new Comparison(true).isSame(left, changed)).isFalse();
  }

  @Test
  void anObjectWithAnotherKindOfChecksumIsRead() throws Exception {
    Source file = file("AA", LATE);
    assertThat(new Comparison(true).isSame(file, listed("s3://s3/", "AA", EARLY, Algorithm.MD5)))
        .isTrue();
    assertThat(new Comparison(true).isSame(file, listed("s3://s3/", "BB", LATE, Algorithm.MD5)))
        .isFalse();
    assertThat(new Comparison(true).isSame(listed("gs://gs/", "AA", LATE), file)).isTrue();
  }

  /** The ETag of an object that S3 encrypts with a key of KMS looks like an MD5. */
  @Test
  void anETagThatIsNotAnMd5IsIgnored() throws Exception {
    Source encrypted = listed("s3://s3/", "AA", EARLY);
    StoredObject object =
        new StoredObject("x", 2, EARLY, "1", new Checksum(Algorithm.MD5, "0".repeat(32)));
    Source left = new Source(encrypted.folder(), object, "x");
    Source same = listed("gs://gs/", "AA", LATE, Algorithm.CRC32C, Algorithm.MD5);
    assertThat(new Comparison(false).isSame(left, same)).isTrue();
    assertThat(new Comparison(true).isSame(left, same)).isTrue();
    assertThat(new Comparison(true).isSame(left, file("AA", EARLY))).isTrue();
    assertThat(new Comparison(true).isSame(left, file("BB", EARLY))).isFalse();
  }

  private Source listed(String url, String text, Instant modified, Algorithm... told)
      throws Exception {
    Location location = Location.parse(url);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ObjectStore store = buckets.open(location.bucket());
    StoredObject stored = store.put("x", Content.of(bytes));
    List<Checksum> checksums = new ArrayList<>();
    for (Algorithm algorithm : told) {
      VerifiedInputStream.Digest digest = VerifiedInputStream.digest(algorithm);
      digest.update(bytes, 0, bytes.length);
      checksums.add(new Checksum(algorithm, digest.hexadecimal()));
    }
    StoredObject object =
        new StoredObject("x", bytes.length, modified, stored.version(), checksums);
    return new Source(new Folder(location, store, ""), object, "x");
  }

  private Source file(String text, Instant modified) throws Exception {
    Path root = Files.createDirectories(folder.resolve(text));
    Files.writeString(root.resolve("x"), text);
    FileObjectStore store = new FileObjectStore(root);
    StoredObject object = new StoredObject("x", text.length(), modified, "1", Checksum.NONE);
    return new Source(new Folder(Location.parse(root + "/"), store, ""), object, "x");
  }
}
