package dev.drydock.cluster.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BatchTest {
  @Test
  void doesTheCallsOfItsApiOnly() throws Exception {
    String calls =
        """
        --b
        Content-Type: application/http

        GET /compute/v1/projects/p HTTP/1.1

        --b
        Content-Type: application/http

        GET /storage/v1/b HTTP/1.1

        --b--
        """;
    Batch batch =
        new Batch(
            "/compute/v1",
            authorization -> {},
            call -> Reply.json(200, Json.object().put("path", call.path())));

    String replies = text(batch.answer(request(calls)));

    assertThat(replies)
        .contains("HTTP/1.1 200 OK", "{\"path\":\"/compute/v1/projects/p\"}")
        .contains("A batch has calls of /compute/v1 only, not of /storage/v1/b");
  }

  private static ApiRequest request(String body) throws ApiException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", "multipart/mixed; boundary=b");
    return new ApiRequest(
        "POST",
        "/batch/compute/v1",
        null,
        "http://127.0.0.1:1",
        true,
        headers,
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(Reply reply) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (reply) {
      reply.writeTo(Channels.newChannel(bytes));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
