package dev.drydock.cloud.aws;

import dev.drydock.cloud.Checksum;
import dev.drydock.cloud.ResumingInputStream;
import dev.drydock.cloud.StorageException;
import dev.drydock.cloud.VerifiedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bytes of objects (API Reference, GetObject). */
final class S3Downloads {
  private final S3ObjectStore store;
  private final S3Client client;
  private final String bucket;

  S3Downloads(S3ObjectStore store, S3Client client, String bucket) {
    this.store = store;
    this.client = client;
    this.bucket = bucket;
  }

  /** All of an object, compared with its checksum; what breaks is gone on with. */
  InputStream whole(String name, Consumer<GetObjectRequest.Builder> which) throws StorageException {
    ResponseInputStream<GetObjectResponse> opened =
        read(
            name,
            request -> {
              which.accept(request);
              // By its name and not by the SDK's setting, which would compare a second time.
              request.overrideConfiguration(
                  override -> override.putHeader("x-amz-checksum-mode", "ENABLED"));
            });
    GetObjectResponse response = opened.response();
    long size = response.contentLength();
    InputStream bytes =
        new ResumingInputStream(
            new Download(opened),
            size,
            offset ->
                new Download(
                    read(
                        name,
                        request -> {
                          which.accept(request);
                          request.range("bytes=" + offset + "-").ifMatch(response.eTag());
                        })));
    return S3Checksums.verified(bytes, store.url(name), response);
  }

  /**
   * A part of an object.
   *
   * @param version that it must have; empty for any
   */
  InputStream range(String name, String version, long offset, long length) throws StorageException {
    ResponseInputStream<GetObjectResponse> opened =
        read(
            name,
            request -> {
              request.range("bytes=" + offset + "-" + (offset + length - 1));
              if (!version.isEmpty()) {
                request.ifMatch("\"" + version + "\"");
              }
            });
    return new VerifiedInputStream(
        new Download(opened), store.url(name), opened.response().contentLength(), Checksum.NONE);
  }

  private ResponseInputStream<GetObjectResponse> read(
      String name, Consumer<GetObjectRequest.Builder> which) throws StorageException {
    GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(bucket).key(name);
    which.accept(request);
    return S3ObjectStore.call(store.url(name), () -> client.getObject(request.build()));
  }

  /** Closing it early drops the connection: the SDK's own close reads the rest of the object. */
  private static final class Download extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> bytes;
    private boolean ended;

    Download(ResponseInputStream<GetObjectResponse> bytes) {
      super(bytes);
      this.bytes = bytes;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = bytes.read(buffer, offset, length);
      ended |= read < 0;
      return read;
    }

    @Override
    public void close() throws IOException {
      if (ended) {
        bytes.close();
      } else {
        bytes.abort();
      }
    }
  }
}
