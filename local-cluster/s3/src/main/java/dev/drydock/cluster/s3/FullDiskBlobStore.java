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
 * Reports a full disk with status 507 (RFC 4918, section 11.5), which clients do not retry. S3Proxy
 * alone reports an internal error, or nothing: a client that is still sending when the connection
 * is closed does not read the reply.
 */
final class FullDiskBlobStore extends ForwardingBlobStore {
  private static final int INSUFFICIENT_STORAGE = 507;

  /** Uploads that could not be completed, and whose clients do not know the reason yet. */
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

  /** By then S3Proxy has begun its reply, so it reports every failure as an internal error. */
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

  /** After an internal error a client completes the upload again, which begins with this call. */
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
        INSUFFICIENT_STORAGE, "InsufficientStorage", "the disk of the store is full", cause);
  }

  /** The messages of Linux for a full disk, a quota, and a limit on the size of files. */
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

  /** A stream that stays open when the store closes it, because the rest of it has to be read. */
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
      // S3Proxy closes it.
    }
  }
}
