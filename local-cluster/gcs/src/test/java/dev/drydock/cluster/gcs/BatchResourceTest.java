package dev.drydock.cluster.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.gcs.TestServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BatchResourceTest {
  @RegisterExtension static final TestServer server = new TestServer();

  @Test
  void callsAreAnsweredEachByItself() throws Exception {
    String bucket = server.bucket();
    server.put(bucket, "a", "x");
    server.put(bucket, "b/c", "y");
    String calls =
        part(1, "GET " + TestServer.path(bucket, "a") + " HTTP/1.1\r\n", "")
            + part(
                2,
                "PATCH "
                    + server.url()
                    + TestServer.path(bucket, "b/c")
                    + "\r\nContent-Type: application/json\r\n",
                "{\"contentType\":\"q/r\"}")
            + part(
                3,
                "DELETE " + TestServer.path(bucket, "a") + "?ifGenerationMatch=1 HTTP/1.1\r\n",
                "")
            + part(4, "DELETE " + TestServer.path(bucket, "a") + " HTTP/1.1\r\n", "")
            + part(5, "GET /batch/storage/v1 HTTP/1.1\r\n", "")
            + "--f--";

    Answer answer =
        server.send(
            "POST", "/batch/storage/v1", calls, "Content-Type", "multipart/mixed; boundary=\"f\"");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("multipart/mixed; boundary=batch_");
    String[] answers = answer.text().split("--batch_", -1);
    assertThat(answers).hasSize(7);
    assertThat(answers[1]).contains("Content-ID: <response-1>").contains("HTTP/1.1 200 OK");
    assertThat(answers[1]).contains("\"name\":\"a\"");
    assertThat(answers[2]).contains("HTTP/1.1 200 OK").contains("\"contentType\":\"q/r\"");
    assertThat(answers[3]).contains("HTTP/1.1 412").contains("conditionNotMet");
    assertThat(answers[4]).contains("HTTP/1.1 204");
    assertThat(answers[5]).contains("HTTP/1.1 400").contains("calls of /storage/v1 only");
    assertThat(server.read(bucket, "a").status()).isEqualTo(404);
  }

  /** As Google's library for Java sends it. */
  @Test
  void theTokenMayBeInEachCall() throws Exception {
    String bucket = server.bucket();
    server.put(bucket, "a", "x");
    String get = "GET " + TestServer.path(bucket, "a") + " HTTP/1.1\r\n";
    String calls =
        part(1, get + "Authorization: " + TestServer.TOKEN + "\r\n", "")
            + part(2, get, "")
            + part(3, get + "Authorization: Bearer wrong\r\n", "")
            + "--f--";
    String type = "multipart/mixed; boundary=f";
    Answer answer =
        server.send("POST", "/batch/storage/v1", calls, "Content-Type", type, "Authorization", "");
    String[] answers = answer.text().split("--batch_", -1);
    assertThat(answers[1]).contains("HTTP/1.1 200").contains("\"name\":\"a\"");
    assertThat(answers[2]).contains("HTTP/1.1 401").doesNotContain("\"name\"");
    assertThat(answers[3]).contains("HTTP/1.1 401").doesNotContain("\"name\"");
    Answer elsewhere = server.send("POST", "/storage/v1/b?project=p", "{}", "Authorization", "");
    assertThat(elsewhere.status()).isEqualTo(401);
  }

  private static String part(int id, String head, String body) {
    return "--f\r\nContent-Type: application/http\r\nContent-ID: <"
        + id
        + ">\r\n\r\n"
        + head
        + "\r\n"
        + body
        + "\r\n";
  }

  @Test
  void aBatchHasAtMost100Calls() throws Exception {
    String many = part(1, "GET /storage/v1/b/x HTTP/1.1\r\n", "").repeat(101) + "--f--";
    Answer answer =
        server.send("POST", "/batch", many, "Content-Type", "multipart/mixed; boundary=f");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(server.send("POST", "/batch", "x").message())
        .isEqualTo("Missing multipart boundary in Content-Type.");
  }
}
