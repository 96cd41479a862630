package dev.drydock.cluster.gcs;

import dev.drydock.cluster.gcs.access.AuthenticatedRequest;
import dev.drydock.cluster.gcs.access.Authenticator;
import dev.drydock.cluster.google.ApiException;
import java.util.Objects;
import org.eclipse.jetty.server.Request;

/**
 * Knows one token.
 *
 * @param token the value of the header, null for none
 */
record FixedTokenAuthenticator(String token) implements Authenticator {
  @Override
  public AuthenticatedRequest authenticate(Request request) throws ApiException {
    checkCall(request.getHeaders().get("Authorization"));
    return new AuthenticatedRequest(
        request.getHttpURI().getPath(), "http://" + request.getHeaders().get("Host"));
  }

  @Override
  public void checkCall(String authorization) throws ApiException {
    if (!Objects.equals(token, authorization)) {
      throw new ApiException(401, "authError", "Invalid Credentials");
    }
  }
}
