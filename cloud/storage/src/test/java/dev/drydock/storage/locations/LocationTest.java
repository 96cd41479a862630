package dev.drydock.storage.locations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.terminal.CommandFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {
  @ParameterizedTest
  @CsvSource({
    "s3://bucket/a//b, S3, bucket, a//b",
    "s3://bucket, S3, bucket, ''",
    "gs://bucket/logs/, GS, bucket, logs/",
    "gs://bucket/보고서 1.csv, GS, bucket, 보고서 1.csv",
    "hdfs:/a/b, HDFS, '', a/b",
    "hdfs://127.0.0.1:9000/a, HDFS, 127.0.0.1:9000, a",
    "file:/a/b/, FILE, '', a/b/",
    "file:///a/../b, FILE, '', b",
    "/a/b%20c, FILE, '', a/b%20c"
  })
  void readsLocations(String text, Scheme scheme, String bucket, String name) throws Exception {
    assertThat(Location.parse(text)).isEqualTo(new Location(scheme, bucket, name));
  }

  @Test
  void pathsAreRelativeToTheWorkingDirectory() throws Exception {
    String here = Path.of("").toAbsolutePath().toString().substring(1);
    assertThat(Location.parse("a:b").name()).isEqualTo(here + "/a:b");
    assertThat(Location.parse(".").name()).isEqualTo(here + "/");
    assertThat(Location.parse("./x").url()).isEqualTo("file:/" + here + "/x");
  }

  @ParameterizedTest
  @CsvSource({
    "s3a://b/x, write s3://b/x",
    "s3:/b/x, write s3://BUCKET/NAME",
    "s3:///x, names no bucket",
    "hdfs:x, is not an absolute path",
    "ftp://host/x, unknown store 'ftp'"
  })
  void saysWhatToWriteInstead(String text, String message) {
    assertThatThrownBy(() -> Location.parse(text))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith(text)
        .hasMessageContaining(message);
  }

  @Test
  void foldersAndNames() throws Exception {
    Location object = Location.parse("s3://bucket/logs/a.txt");
    assertThat(object.parent().url()).isEqualTo("s3://bucket/logs/");
    assertThat(object.lastName()).isEqualTo("a.txt");
    assertThat(object.parent().lastName()).isEqualTo("logs");
    assertThat(object.parent().parent().url()).isEqualTo("s3://bucket");
    assertThat(object.parent().parent().child("b").url()).isEqualTo("s3://bucket/b");
  }
}
