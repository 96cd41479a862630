package dev.drydock.storage.locations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "*.txt, a.txt, true",
    "*.txt, a/b.txt, false",
    "**.txt, a/b.txt, true",
    "a/**/b.txt, b.txt, true",
    "a/**/b.txt, c/d/b.txt, true",
    "a/**/b.txt, cb.txt, false",
    "a?c, abc, true",
    "a?c, a/c, false",
    "a[b-d]e, ace, true",
    "a[!b-d]e, ace, false",
    "a[!b-d]e, a/e, false",
    "a[]]e, a]e, true",
    "a\\*?, a*b, true",
    "a\\*?, abb, false",
    "보?서*, 보고서.csv, true",
    "(a+)*, (a+)b, true"
  })
  void matches(String pattern, String relative, boolean matches) throws Exception {
    Glob glob = Glob.of(new Location(Scheme.S3, "bucket", pattern));
    assertThat(glob.matches(relative)).isEqualTo(matches);
  }

  @Test
  void knowsTheFolderBeforeTheWildcards() throws Exception {
    Glob glob = Glob.of(new Location(Scheme.S3, "bucket", "logs/2026/x*/y?"));
    assertThat(glob.folder()).isEqualTo("logs/2026/");
    assertThat(glob.matches("x1/y2")).isTrue();
    assertThat(Glob.isPattern("a\\*")).isFalse();
    assertThat(Glob.isPattern("a*")).isTrue();
  }

  @Test
  void aSetMustBeClosed() {
    assertThatThrownBy(() -> Glob.of(new Location(Scheme.S3, "bucket", "a[b")))
        .hasMessage("s3://bucket/a[b: invalid pattern: [ without ]");
  }
}
