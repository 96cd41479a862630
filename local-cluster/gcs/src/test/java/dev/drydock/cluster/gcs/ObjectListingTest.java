package dev.drydock.cluster.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.gcs.TestServer.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ObjectListingTest {
  @RegisterExtension static final TestServer server = new TestServer();

  private static String bucketOf(String... names) throws Exception {
    String bucket = server.bucket();
    for (String name : names) {
      server.put(bucket, name, "x");
    }
    return bucket;
  }

  /** Names and prefixes of all pages of one each, prefixes in brackets. */
  private static List<String> byOne(String bucket, String query) throws Exception {
    List<String> found = new ArrayList<>();
    String token = "";
    do {
      Answer page =
          server.get(
              "/storage/v1/b/" + bucket + "/o?maxResults=1&" + query + "&pageToken=" + token);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.json().path("items").size() + page.json().path("prefixes").size())
          .isLessThanOrEqualTo(1);
      page.json().path("items").forEach(item -> found.add(item.path("name").asText()));
      page.json().path("prefixes").forEach(prefix -> found.add("[" + prefix.asText() + "]"));
      token = page.field("nextPageToken");
    } while (!token.isEmpty());
    return found;
  }

  @Test
  void namesAreInTheOrderOfTheirBytes() throws Exception {
    String bucket = bucketOf("b", "a", "B", "\uD83D\uDE00", "\uFFEE", "한", "a/b", "a.b");
    assertThat(byOne(bucket, ""))
        .containsExactly("B", "a", "a.b", "a/b", "b", "한", "\uFFEE", "\uD83D\uDE00");
  }

  @Test
  void aDelimiterFoldsWhatIsBehindIt() throws Exception {
    String bucket = bucketOf("a", "a/1", "a/2", "a/b/3", "b/", "b/1", "c", "d//x", "e/f/g");
    assertThat(byOne(bucket, "delimiter=/"))
        .containsExactly("a", "[a/]", "[b/]", "c", "[d/]", "[e/]");
    assertThat(byOne(bucket, "delimiter=/&prefix=a/")).containsExactly("a/1", "a/2", "[a/b/]");
    assertThat(byOne(bucket, "delimiter=/&prefix=a")).containsExactly("a", "[a/]");
    assertThat(byOne(bucket, "delimiter=/&prefix=d/")).containsExactly("[d//]");
    assertThat(byOne(bucket, "delimiter=/b/")).contains("[a/b/]", "a/1");
    Answer whole =
        server.get("/storage/v1/b/" + bucket + "/o?delimiter=/&includeTrailingDelimiter=true");
    assertThat(whole.json().path("prefixes")).hasSize(4);
    assertThat(whole.json().path("items").toString()).contains("\"name\":\"b/\"");
  }

  @Test
  void offsetsBoundTheNames() throws Exception {
    String bucket = bucketOf("a", "b", "c", "d");
    assertThat(byOne(bucket, "startOffset=b")).containsExactly("b", "c", "d");
    assertThat(byOne(bucket, "startOffset=b&endOffset=d")).containsExactly("b", "c");
    assertThat(byOne(bucket, "prefix=c&startOffset=a")).containsExactly("c");
    assertThat(byOne(bucket, "prefix=c&endOffset=b")).isEmpty();
  }

  @Test
  void globsMatch() throws Exception {
    String bucket = bucketOf("a.txt", "b.csv", "x/a.txt", "x/y/a.txt", "x/y/b1", "x/y/b2");
    assertThat(byOne(bucket, "matchGlob=*.txt")).containsExactly("a.txt");
    assertThat(byOne(bucket, "matchGlob=**.txt")).containsExactly("a.txt", "x/a.txt", "x/y/a.txt");
    assertThat(byOne(bucket, "matchGlob=x/**/a.txt")).containsExactly("x/a.txt", "x/y/a.txt");
    assertThat(byOne(bucket, "matchGlob=**/b%5B0-1%5D")).containsExactly("x/y/b1");
    assertThat(byOne(bucket, "matchGlob=%7Ba,b%7D.???")).containsExactly("a.txt", "b.csv");
    assertThat(byOne(bucket, "matchGlob=*/&delimiter=/")).containsExactly("[x/]");
    assertThat(server.get("/storage/v1/b/" + bucket + "/o?matchGlob=%5B").status()).isEqualTo(400);
  }

  @Test
  void versionsAreListedByPage() throws Exception {
    String bucket = server.bucket("\"versioning\":{\"enabled\":true}");
    for (int i = 0; i < 3; i++) {
      server.put(bucket, "a", "x");
      server.put(bucket, "b", "x");
    }
    // As Google's Python client says it.
    assertThat(byOne(bucket, "versions=True")).hasSize(6);
    assertThat(byOne(bucket, "versions=true")).containsExactly("a", "a", "a", "b", "b", "b");
    assertThat(byOne(bucket, "")).containsExactly("a", "b");
  }

  @Test
  void whatIsNoTokenIsRefused() throws Exception {
    String bucket = bucketOf("a");
    assertThat(server.get("/storage/v1/b/" + bucket + "/o?pageToken=!").status()).isEqualTo(400);
    assertThat(server.get("/storage/v1/b/" + bucket + "/o?maxResults=-1").status()).isEqualTo(400);
    assertThat(server.get("/storage/v1/b/none/o").status()).isEqualTo(404);
  }
}
