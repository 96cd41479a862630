package dev.drydock.cluster.gcs.access;

import dev.drydock.cluster.google.ApiException;
import org.eclipse.jetty.server.Request;

/** Decides which requests are answered. */
public interface Authenticator {
  /**
   * Checks the credential of a request. It does not read the body.
   *
   * @throws ApiException 401 {@code authError} for a missing, wrong or expired token, 403 for a
   *     signed URL with a wrong signature or one that has expired; the message never contains a
   *     credential
   */
  AuthenticatedRequest authenticate(Request request) throws ApiException;

  /**
   * Checks the credential of one call of a batch, where the batch has none.
   *
   * @param authorization the value of the header, null if there is none
   * @throws ApiException 401
   */
  void checkCall(String authorization) throws ApiException;
}
