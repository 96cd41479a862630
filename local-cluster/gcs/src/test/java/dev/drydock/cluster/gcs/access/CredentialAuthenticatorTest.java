package dev.drydock.cluster.gcs.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.google.AccessTokens;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.BrowserGuard;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over HTTP, with a handler behind it that tells what it was asked for. */
class CredentialAuthenticatorTest {
  private static final String CAPABILITY = "emulator-0123456789abcdef";
  private static final InstantSource CLOCK = InstantSource.system();
  private static final AccessTokens TOKENS = new AccessTokens(CAPABILITY, CLOCK);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static final Server SERVER = new Server();
  private static String endpoint;

  @BeforeAll
  static void start() throws Exception {
    ServerConnector connector = new ServerConnector(SERVER);
    connector.setHost("127.0.0.1");
    connector
        .getConnectionFactory(HttpConnectionFactory.class)
        .getHttpConfiguration()
        .setUriCompliance(UriCompliance.UNSAFE);
    SERVER.addConnector(connector);
    Authenticator authenticator =
        new CredentialAuthenticator(CAPABILITY, TOKENS, new SignedUrl(TestKeys.ACCOUNT, CLOCK));
    SERVER.setHandler(new BrowserGuard(new Telling(authenticator)));
    SERVER.start();
    endpoint = "http://127.0.0.1:" + connector.getLocalPort();
  }

  @AfterAll
  static void stop() throws Exception {
    SERVER.stop();
  }

  /** Answers with the path and the base, or with status, reason and message. */
  private static final class Telling extends Handler.Abstract {
    private final Authenticator authenticator;

    Telling(Authenticator authenticator) {
      this.authenticator = authenticator;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String text;
      try {
        AuthenticatedRequest authenticated = authenticator.authenticate(request);
        text = authenticated.path() + " " + authenticated.baseUrl();
      } catch (ApiException e) {
        response.setStatus(e.status());
        e.headers().forEach(response.getHeaders()::put);
        text = e.reason() + ": " + e.getMessage();
      }
      Content.Sink.write(response, true, text, callback);
      return true;
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(URI.create(endpoint + path));
  }

  @Test
  void aTokenOpensTheDoor() throws Exception {
    HttpResponse<String> answer =
        send(
            get("/storage/v1/b/bucket/o/a%2Fb?alt=media")
                .header("Authorization", "Bearer " + TOKENS.issue()));

    assertThat(answer.body()).isEqualTo("/storage/v1/b/bucket/o/a%2Fb " + endpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/storage/v1/b",
        "/upload/storage/v1/b/bucket/o",
        "/download/storage/v1/b/bucket/o/name",
        "/batch/storage/v1",
        "/storage/v1/b/bucket/o/name?X-Goog-Signature=00"
      })
  void theJsonApiAsksForAToken(String path) throws Exception {
    HttpResponse<String> none = send(get(path));
    HttpResponse<String> wrong = send(get(path).header("Authorization", "Bearer ya29.wrong"));

    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"https://accounts.google.com/\"");
    assertThat(none.body())
        .isEqualTo("required: Anonymous caller does not have access: send a token of /token.");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"");
    assertThat(wrong.body()).isEqualTo("authError: Invalid Credentials");
  }

  @Test
  void anEndedTokenIsNone() throws Exception {
    AccessTokens past =
        new AccessTokens(CAPABILITY, InstantSource.fixed(Instant.now().minus(1, ChronoUnit.HOURS)));

    HttpResponse<String> answer =
        send(get("/storage/v1/b").header("Authorization", "Bearer " + past.issue()));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("authError: Invalid Credentials");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic c29tZW9uZTpzb21ldGhpbmc=", "Bearer", "GOOG1 a:b"})
  void theXmlApiAsksForCredentialsToo(String authorization) throws Exception {
    HttpResponse<String> none = send(get("/bucket/name"));
    HttpResponse<String> wrong = send(get("/bucket").header("Authorization", authorization));

    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.body())
        .isEqualTo(
            "authenticationRequired: Anonymous caller does not have access: send a token of"
                + " /token. Or use a signed URL.");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).isEqualTo("authenticationRequired: Invalid Credentials");
  }

  @ParameterizedTest
  @CsvSource({
    "'',/",
    "/,/",
    "/storage/v1/b,/storage/v1/b",
    "/upload/storage/v1/b/x/o?name=y,/upload/storage/v1/b/x/o"
  })
  void theCapabilityStandsForAToken(String path, String stripped) throws Exception {
    HttpResponse<String> answer = send(get("/" + CAPABILITY + path));

    assertThat(answer.body()).isEqualTo(stripped + " " + endpoint + "/" + CAPABILITY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/emulator-0123456789abcdee/", "/emulator-/", "/x/emulator-0123456789abcdef/"})
  void anythingLikeItDoesNot(String path) throws Exception {
    assertThat(send(get(path + "storage/v1/b")).statusCode()).isEqualTo(401);
  }

  @Test
  void aSignedUrlIsGoodForWhatItSays() throws Exception {
    String url = signed("/bucket/a%20b", 60);

    assertThat(send(get(url)).body()).isEqualTo("/bucket/a%20b " + endpoint);
    assertThat(send(get(url.replace("/bucket", "/" + CAPABILITY + "/bucket"))).body())
        .isEqualTo("/bucket/a%20b " + endpoint + "/" + CAPABILITY);
    assertThat(send(get(url).PUT(HttpRequest.BodyPublishers.ofString("x"))).statusCode())
        .isEqualTo(403);
    assertThat(send(get(url).header("x-goog-copy-source", "/other/secret")).body())
        .isEqualTo(
            "signatureDoesNotMatch: Access denied: the header x-goog-copy-source is not signed.");
    assertThat(send(get(url).header("X-HTTP-Method-Override", "DELETE")).statusCode())
        .isEqualTo(403);
    assertThat(send(get(url.replace("a%20b", "c"))).statusCode()).isEqualTo(403);
  }

  @Test
  void aSignedUrlEndsWhateverElseComesWithIt() throws Exception {
    String url = signed("/bucket/name", 0);

    HttpResponse<String> answer = send(get(url));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("expiredToken: The provided token has expired.");
    assertThat(send(get("/" + CAPABILITY + url)).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Goog-Expires=60|X-Goog-Expires=604801|400|invalidArgument: X-Goog-Expires must be a"
            + " number of seconds from 0 to 604800.",
        "X-Goog-Expires=60|X-Goog-Expires=-1|400|invalidArgument: X-Goog-Expires must be a number"
            + " of seconds from 0 to 604800.",
        "X-Goog-SignedHeaders=host|X-Goog-SignedHeaders=x-goog-meta-a|400|invalidArgument:"
            + " X-Goog-SignedHeaders must name host.",
        "X-Goog-SignedHeaders=host|X-Goog-SignedHeaders=host%3Bx-goog-meta-a|400|"
            + "malformedSecurityHeader: Header was included in signedheaders, but not in the"
            + " request: x-goog-meta-a",
        "someone|nobody|403|invalidSecurity: The account that signed the request is unknown.",
        "RSA-SHA256|HMAC-SHA256|400|invalidArgument: X-Goog-Algorithm is GOOG4-HMAC-SHA256: use"
            + " GOOG4-RSA-SHA256",
        "X-Goog-Signature=|X-Goog-Signature=xyz|400|invalidArgument: X-Goog-Signature must be"
            + " hexadecimal.",
        "X-Goog-Date=|X-Goog-Dote=|400|invalidArgument: The signed URL lacks X-Goog-Date."
      })
  void whatIsWrongWithASignedUrlIsTold(String from, String to, int status, String message)
      throws Exception {
    HttpResponse<String> answer = send(get(signed("/bucket/name", 60).replace(from, to)));

    assertThat(answer.body()).isEqualTo(message);
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin,https://evil.example",
    "Origin,null",
    "Origin,http://localhost:3000",
    "Sec-Fetch-Site,cross-site",
  })
  void aPageOfAnotherSiteIsRefusedWithAnyCredential(String header, String value) throws Exception {
    for (String path : new String[] {"/" + CAPABILITY + "/b", signed("/bucket/name", 60)}) {
      HttpResponse<String> answer = send(get(path).header(header, value));

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body())
          .contains("\"reason\":\"forbidden\"")
          .contains("this server does not answer web pages of another origin");
    }
  }

  @Test
  void aPageThatHoldsASignedUrlMayLinkToIt() throws Exception {
    assertThat(
            send(get(signed("/bucket/name", 60))
                    .header("Sec-Fetch-Site", "cross-site")
                    .header("Sec-Fetch-Mode", "navigate")
                    .header("Sec-Fetch-Dest", "document"))
                .statusCode())
        .isEqualTo(200);
  }

  /** A GET's, as the page on canonical requests says. */
  private static String signed(String path, int seconds) throws Exception {
    String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
    String scope = date.substring(0, 8) + "/auto/storage/goog4_request";
    String query =
        "X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential="
            + (TestKeys.ACCOUNT.email() + "/" + scope).replace("@", "%40").replace("/", "%2F")
            + "&X-Goog-Date="
            + date
            + "&X-Goog-Expires="
            + seconds
            + "&X-Goog-SignedHeaders=host";
    String canonical =
        String.join(
            "\n",
            "GET",
            path,
            query,
            "host:" + URI.create(endpoint).getAuthority(),
            "",
            "host",
            "UNSIGNED-PAYLOAD");
    HexFormat hex = HexFormat.of();
    String digest =
        hex.formatHex(
            MessageDigest.getInstance("SHA-256")
                .digest(canonical.getBytes(StandardCharsets.UTF_8)));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(TestKeys.PAIR.getPrivate());
    signature.update(
        String.join("\n", "GOOG4-RSA-SHA256", date, scope, digest)
            .getBytes(StandardCharsets.UTF_8));
    return path + "?" + query + "&X-Goog-Signature=" + hex.formatHex(signature.sign());
  }
}
