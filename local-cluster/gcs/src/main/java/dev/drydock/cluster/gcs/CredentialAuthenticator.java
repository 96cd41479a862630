package dev.drydock.cluster.gcs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Answers who has one of three: a bearer token of {@link TokenEndpoint} (RFC 6750 section 2.1), a
 * URL signed by the service account, or a path that begins with this server's secret. The last is
 * for clients that send no token when {@code STORAGE_EMULATOR_HOST} is set (Python's and Go's), but
 * do send the path in it.
 */
final class CredentialAuthenticator implements Authenticator {
  private static final String REALM = "Bearer realm=\"https://accounts.google.com/\"";
  private static final String SCHEME = "bearer ";

  private final byte[] capability;
  private final AccessTokens tokens;
  private final SignedUrl signedUrl;

  /**
   * @param capability the first segment of a path that needs nothing else
   */
  CredentialAuthenticator(String capability, AccessTokens tokens, SignedUrl signedUrl) {
    this.capability = bytes(capability);
    this.tokens = tokens;
    this.signedUrl = signedUrl;
  }

  @Override
  public AuthenticatedRequest authenticate(Request request) throws ApiException {
    // CONNECT has none.
    String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "/");
    String query = request.getHttpURI().getQuery();
    String base =
        request.getHttpURI().getScheme() + "://" + request.getHeaders().get(HttpHeader.HOST);
    int end = path.indexOf('/', 1);
    String first = path.substring(1, end < 0 ? path.length() : end);
    boolean capable = MessageDigest.isEqual(bytes(first), capability);
    if (capable) {
      base += "/" + first;
      path = end < 0 ? "/" : path.substring(end);
    }
    // Also where the path would do: who signs a URL for an hour wants it to end. Signatures are of
    // the XML API only.
    if (SignedUrl.is(query) && !Routes.isJson(path)) {
      signedUrl.check(request.getMethod(), path, query, request.getHeaders());
    } else if (!capable) {
      checkToken(request.getHeaders().get(HttpHeader.AUTHORIZATION), path);
    }
    return new AuthenticatedRequest(path, base);
  }

  @Override
  public void checkCall(String authorization) throws ApiException {
    checkToken(authorization, "/storage/v1");
  }

  private void checkToken(String authorization, String path) throws ApiException {
    boolean json = Routes.isJson(path);
    if (authorization == null || authorization.isBlank()) {
      throw new ApiException(
              401,
              json ? "required" : "authenticationRequired",
              "Anonymous caller does not have access: send a token of "
                  + TokenEndpoint.PATH
                  + ", or use a signed URL.")
          .header("WWW-Authenticate", REALM);
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        || !tokens.accepts(authorization.substring(SCHEME.length()).strip())) {
      throw new ApiException(
              401, json ? "authError" : "authenticationRequired", "Invalid Credentials")
          .header("WWW-Authenticate", REALM + ", error=\"invalid_token\"");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
