package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.cloud.objects.PresignedUrls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link PresignedUrls} does, requested by a client without credentials. */
public abstract class PresignedUrlsContract extends StorageContract<PresignedUrls> {
  protected PresignedUrlsContract() {
    super(PresignedUrls.class);
  }

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final HttpClient client = HttpClient.newHttpClient();

  private int status(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  protected void letsOthersRead() throws Exception {
    for (String name : List.of("name", "한국어/a b+c", "#?&=;'")) {
      store.put(name, content("the bytes of " + name));

      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(store.presignGet(name, MINUTE)).build(),
              HttpResponse.BodyHandlers.ofByteArray());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(bytes("the bytes of " + name));
    }
  }

  @Test
  protected void letsOthersWrite() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(store.presignPut("name", MINUTE))
            .PUT(HttpRequest.BodyPublishers.ofString("by another"));

    assertThat(status(request)).isEqualTo(200);

    assertHolds("name", bytes("by another"));
  }

  @Test
  protected void refusesAnotherName() throws Exception {
    store.put("other", content("x"));
    URI changed =
        URI.create(store.presignGet("name", MINUTE).toString().replace("/name?", "/other?"));

    assertThat(status(HttpRequest.newBuilder(changed))).isBetween(400, 403);
  }

  @Test
  protected void refusesAnotherMethod() throws Exception {
    store.put("name", content("before"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(store.presignGet("name", MINUTE))
            .PUT(HttpRequest.BodyPublishers.ofString("by another"));

    assertThat(status(request)).isBetween(400, 403);

    assertHolds("name", bytes("before"));
  }

  @Test
  protected void expires() throws Exception {
    store.put("name", content("x"));
    URI url = store.presignGet("name", Duration.ofSeconds(2));
    assertThat(status(HttpRequest.newBuilder(url))).isEqualTo(200);

    await("the URL to expire")
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(status(HttpRequest.newBuilder(url))).isBetween(400, 403));
  }
}
