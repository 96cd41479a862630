package dev.drydock.cluster.gcs.access;

import dev.drydock.cluster.google.AccessTokens;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.TokenCheck;
import dev.drydock.cluster.google.TokenEndpoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Accepts one of three credentials: a token of the {@link TokenEndpoint}, a URL signed by the
 * service account, or a path that begins with this server's secret. The last is for clients that
 * send no token if {@code STORAGE_EMULATOR_HOST} is set (Python's and Go's), but send the path in
 * it.
 */
public final class CredentialAuthenticator implements Authenticator {
  private final byte[] capability;
  private final TokenCheck tokens;
  private final SignedUrl signedUrl;

  /**
   * @param capability the first segment of a path that needs no other credential
   */
  public CredentialAuthenticator(String capability, AccessTokens tokens, SignedUrl signedUrl) {
    this.capability = bytes(capability);
    this.tokens = new TokenCheck(tokens);
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
    // The signature counts even if the path has the secret: a URL signed for an hour must expire.
    // Only the XML API has signatures.
    if (SignedUrl.is(query) && !ApiPaths.isJson(path)) {
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
    try {
      tokens.check(authorization);
    } catch (ApiException e) {
      if (ApiPaths.isJson(path)) {
        throw e;
      }
      String hint = e.reason().equals("required") ? " Or use a signed URL." : "";
      ApiException refusal =
          new ApiException(401, "authenticationRequired", e.getMessage() + hint, e);
      e.headers().forEach(refusal::header);
      throw refusal;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
