package dev.drydock.cluster.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Says that the disk is full, with status 507 (RFC 4918, section 11.5), which is not worth another
 * try. Without it that is an internal error, or none at all: a client that is still sending when
 * the connection is closed does not read the answer.
 */
final class FullDiskBlobStore extends ForwardingBlobStore {
  private static final int INSUFFICIENT_STORAGE = 507;

  /** Uploads that could not be completed, of which the client has not been told why. */
  private final Set<String> untold = ConcurrentHashMap.newKeySet();

  FullDiskBlobStore(BlobStore store) {
    super(store);
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream bytes) {
    return write(bytes, () -> super.putBlob(request, new Open(bytes)));
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream bytes) {
    return write(bytes, () -> super.uploadMultipartPart(upload, request, new Open(bytes)));
  }

  /** S3Proxy has begun its answer by then, and ends it with an internal error, whatever it was. */
  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    try {
      return super.completeMultipartUpload(upload, request);
    } catch (RuntimeException e) {
      if (isFull(e)) {
        untold.add(upload.id());
      }
      throw e;
    }
  }

  /** After an internal error a client asks to complete it again, which begins with this. */
  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    if (untold.remove(upload.id())) {
      throw full(null);
    }
    return super.listMultipartUpload(upload);
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    untold.remove(upload.id());
    super.abortMultipartUpload(upload);
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    return write(InputStream.nullInputStream(), () -> super.copyBlob(request));
  }

  private static <T> T write(InputStream bytes, Supplier<T> write) {
    try {
      return write.get();
    } catch (RuntimeException e) {
      if (!isFull(e)) {
        throw e;
      }
      Refusal.drain(bytes);
      throw full(e);
    }
  }

  private static S3Exception full(RuntimeException cause) {
    return Refusal.of(
        INSUFFICIENT_STORAGE, "InsufficientStorage", "the disk of the store takes no more", cause);
  }

  /** By what Linux says of a disk, of a quota, and of a limit on the size of files. */
  private static boolean isFull(RuntimeException e) {
    return Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
        .filter(IOException.class::isInstance)
        .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
        .anyMatch(
            message ->
                message.contains("no space left")
                    || message.contains("quota exceeded")
                    || message.contains("file too large"));
  }

  /** What the store closes when it fails is still to be read. */
  private static final class Open extends FilterInputStream {
    Open(InputStream bytes) {
      super(bytes);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return in.read(buffer, offset, length);
    }

    @Override
    public void close() {
      // Whoever has opened it closes it.
    }
  }
}
