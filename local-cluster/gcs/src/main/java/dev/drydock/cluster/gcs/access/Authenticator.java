package dev.drydock.cluster.gcs.access;

import dev.drydock.cluster.google.ApiException;
import org.eclipse.jetty.server.Request;

/** Decides who may ask. */
public interface Authenticator {
  /**
   * Does not read the body.
   *
   * @throws ApiException 401 {@code authError} for a missing, wrong or expired token, 403 for a
   *     signed URL whose signature is wrong or that has expired; never with a credential in its
   *     message
   */
  AuthenticatedRequest authenticate(Request request) throws ApiException;

  /**
   * Checks what one call of a batch says of itself, where the batch says nothing.
   *
   * @param authorization the header's value, null if it has none
   * @throws ApiException 401
   */
  void checkCall(String authorization) throws ApiException;
}
