package dev.drydock.cluster.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Over HTTP, behind the guard that every server has. */
class TokenEndpointTest {
  private static final AccessTokens TOKENS = new AccessTokens("secret", InstantSource.system());
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Server SERVER = new Server();

  private static URI endpoint;

  @BeforeAll
  static void start() throws Exception {
    ServerConnector connector = new ServerConnector(SERVER);
    connector.setHost("127.0.0.1");
    SERVER.addConnector(connector);
    TokenGrant grant = new TokenGrant(TestKeys.ACCOUNT, TOKENS, InstantSource.system());
    SERVER.setHandler(new BrowserGuard(new TokenEndpoint(grant)));
    SERVER.start();
    endpoint = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/token");
  }

  @AfterAll
  static void stop() throws Exception {
    SERVER.stop();
  }

  @Test
  void givesATokenInGooglesForm() throws Exception {
    long now = Instant.now().getEpochSecond();
    String assertion =
        TestKeys.jwt(
            "{\"alg\":\"RS256\"}",
            "{\"iss\":\"%s\",\"scope\":\"s\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(TestKeys.ACCOUNT.email(), TestKeys.ACCOUNT.tokenUri(), now, now + 3600),
            TestKeys.PAIR.getPrivate());

    HttpResponse<String> answer =
        send(
            post(
                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
                    + assertion));

    JsonNode token = new ObjectMapper().readTree(answer.body());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(token.get("token_type").asText()).isEqualTo("Bearer");
    assertThat(token.get("expires_in").asInt()).isEqualTo(3600);
    assertThat(TOKENS.accepts(token.get("access_token").asText())).isTrue();
  }

  @Test
  void refusesInGooglesForm() throws Exception {
    HttpResponse<String> answer = send(post("grant_type=password"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":\"unsupported_grant_type\",\"error_description\":\"Invalid grant_type:"
                + " password\"}");
    assertThat(send(HttpRequest.newBuilder(endpoint)).statusCode()).isEqualTo(405);
  }

  @Test
  void refusesPagesOfAnotherOrigin() throws Exception {
    HttpResponse<String> answer =
        send(post("grant_type=password").header("Origin", "https://evil.example"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":{\"code\":403,\"message\":\"MESSAGE\",\"errors\":[{\"message\":\"MESSAGE\","
                    .replace("MESSAGE", "this server does not answer web pages of another origin")
                + "\"domain\":\"global\",\"reason\":\"forbidden\"}]}}");
  }

  private static HttpRequest.Builder post(String form) {
    return HttpRequest.newBuilder(endpoint)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
