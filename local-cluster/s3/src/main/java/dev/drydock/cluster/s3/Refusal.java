package dev.drydock.cluster.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Answers to requests that are not done, which S3Proxy sends as they are. */
final class Refusal {
  private Refusal() {}

  /**
   * @param code one of the API reference, "Error responses", where that has one
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
   * Reads what is still sent. A client that is sending when the connection is closed does not get
   * to the answer.
   */
  static void drain(InputStream bytes) {
    try {
      bytes.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The client has gone, or has sent other bytes than it declared: neither matters now.
    }
  }
}
