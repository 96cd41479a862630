package dev.drydock.cluster.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Errors that S3Proxy sends as they are. */
final class Refusal {
  private Refusal() {}

  /**
   * @param code from the API reference, "Error responses", if it has a suitable one
   * @param cause null if there is none
   */
  static S3Exception of(int status, String code, String message, Throwable cause) {
    return (S3Exception)
        S3Exception.builder()
            .message(message)
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode(code)
                    .errorMessage(message)
                    .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
                    .build())
            .cause(cause)
            .build();
  }

  /**
   * Reads the rest of a body. A client that is still sending when the connection is closed does not
   * read the reply.
   */
  static void drain(InputStream bytes) {
    try {
      bytes.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The client has disconnected or has sent a wrong body. The reply is an error in any case.
    }
  }
}
