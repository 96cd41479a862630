package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.ResumingInputStream;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.VerifiedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bytes of objects (API Reference, GetObject). */
final class S3Downloads {
  private final S3Bucket bucket;

  S3Downloads(S3Bucket bucket) {
    this.bucket = bucket;
  }

  /** A whole object, which is verified, and resumed when the connection is lost. */
  InputStream whole(String name, Consumer<GetObjectRequest.Builder> which) throws StorageException {
    ResponseInputStream<GetObjectResponse> opened =
        read(
            name,
            request -> {
              which.accept(request);
              // By the name of the header, since the SDK's own setting would verify the bytes a
              // second time.
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
                    range(
                        name,
                        offset,
                        "",
                        request -> {
                          which.accept(request);
                          request.ifMatch(response.eTag());
                        })));
    return S3Checksums.verified(bytes, bucket.url(name), response);
  }

  InputStream get(String name, String version, long offset, long length) throws StorageException {
    ResponseInputStream<GetObjectResponse> opened =
        range(
            name,
            offset,
            Long.toString(offset + length - 1),
            request -> {
              if (!version.isEmpty()) {
                request.ifMatch("\"" + version + "\"");
              }
            });
    return new VerifiedInputStream(
        new Download(opened), bucket.url(name), opened.response().contentLength(), Checksum.NONE);
  }

  /**
   * Throws the reason why the server refuses a request, if it does. Its answer to GET has one, that
   * to HEAD does not.
   */
  void throwIfRefused(String name) throws StorageException {
    try {
      get(name, "", 0, 1).close();
    } catch (StorageException e) {
      if (S3Errors.isRefusal(e)) {
        throw e;
      }
    } catch (IOException e) {
      // Nothing of the object is needed.
    }
  }

  /**
   * Reads a range. Some proxies answer with all bytes, which must not be mistaken for the range.
   */
  private ResponseInputStream<GetObjectResponse> range(
      String name, long first, String last, Consumer<GetObjectRequest.Builder> which)
      throws StorageException {
    ResponseInputStream<GetObjectResponse> opened =
        read(
            name,
            request -> {
              which.accept(request);
              request.range("bytes=" + first + "-" + last);
            });
    String range = opened.response().contentRange();
    if (range == null || !range.startsWith("bytes " + first + "-")) {
      opened.abort();
      throw new StorageException(
          StorageException.Reason.FAILED,
          bucket.url(name) + ": the server returned other bytes than requested");
    }
    return opened;
  }

  private ResponseInputStream<GetObjectResponse> read(
      String name, Consumer<GetObjectRequest.Builder> which) throws StorageException {
    GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(bucket.name()).key(name);
    which.accept(request);
    return bucket.call(name, () -> bucket.client().getObject(request.build()));
  }

  /**
   * Drops the connection when it is closed early. The SDK's own close reads the rest of the object.
   */
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
