package dev.drydock.cluster.s3;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Refuses objects that cannot be files, with status 400. To the file system some names mean other
 * objects: {@code a/../b} is {@code b}, and {@code a/} is {@code a}. A request for one object would
 * change the other.
 */
final class FileNamesBlobStore extends ForwardingBlobStore {
  private static final int BAD_REQUEST = 400;

  /** The longest name of a file or folder in bytes, on Linux (NAME_MAX) and macOS. */
  private static final int LONGEST_NAME = 255;

  private static final String ANY_ID = new UUID(0, 0).toString();

  /** An object is written to a file with an id after its name, which is then renamed. */
  private static final int LONGEST_LAST_NAME = LONGEST_NAME - ("-" + ANY_ID).length();

  private static final int LAST_PART = 10_000;

  private final Path folder;

  /**
   * @param folder that contains the buckets, each a folder
   */
  FileNamesBlobStore(BlobStore store, Path folder) {
    super(store);
    this.folder = folder;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream bytes) {
    return write(request.bucket(), request.key(), bytes, () -> super.putBlob(request, bytes));
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    return write(
        request.destinationBucket(),
        request.destinationKey(),
        InputStream.nullInputStream(),
        () -> read(request.sourceBucket(), request.sourceKey(), () -> super.copyBlob(request)));
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    check(request.key());
    // Parts have such names. Completing the upload would be too late: by then 200 has been sent.
    check(AbstractNio2BlobStore.multipartPartName(ANY_ID, request.key(), LAST_PART));
    Optional<S3Exception> obstacle = obstacle(request.bucket(), request.key(), null);
    if (obstacle.isPresent()) {
      throw obstacle.get();
    }
    return super.initiateMultipartUpload(request);
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream bytes) {
    Optional<S3Exception> refusal = refusal(upload.blobName());
    if (refusal.isPresent()) {
      Refusal.drain(bytes);
      throw refusal.get();
    }
    return super.uploadMultipartPart(upload, request, bytes);
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    check(upload.blobName());
    return super.listMultipartUpload(upload);
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    return write(
        upload.containerName(),
        upload.blobName(),
        InputStream.nullInputStream(),
        () -> super.completeMultipartUpload(upload, request));
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    check(upload.blobName());
    super.abortMultipartUpload(upload);
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    return read(request.bucket(), request.key(), () -> super.getBlob(request));
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    return read(request.bucket(), request.key(), () -> super.blobMetadata(request));
  }

  @Override
  public boolean blobExists(String bucket, String name) {
    check(name);
    return !isOfNoFile(bucket, name) && super.blobExists(bucket, name);
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    check(request.key());
    if (isOfNoFile(request.bucket(), request.key())) {
      return DeleteObjectResponse.builder().build();
    }
    return super.removeBlob(request);
  }

  @Override
  public ObjectCannedACL getBlobAccess(String bucket, String name) {
    return read(bucket, name, () -> super.getBlobAccess(bucket, name));
  }

  @Override
  public ObjectCannedACL getBlobAccess(String bucket, String name, String version) {
    return read(bucket, name, () -> super.getBlobAccess(bucket, name, version));
  }

  @Override
  public GetObjectAclResponse getBlobAcl(GetObjectAclRequest request) {
    return read(request.bucket(), request.key(), () -> super.getBlobAcl(request));
  }

  @Override
  public void setBlobAccess(String bucket, String name, ObjectCannedACL access) {
    checkThere(bucket, name);
    super.setBlobAccess(bucket, name, access);
  }

  @Override
  public void setBlobAccess(String bucket, String name, ObjectCannedACL access, String version) {
    checkThere(bucket, name);
    super.setBlobAccess(bucket, name, access, version);
  }

  /** Empty for a prefix that no object can have: the file system would list another folder. */
  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    if (request.delimiter() != null && !List.of("", "/").contains(request.delimiter())) {
      // S3Proxy refuses other delimiters.
      return super.list(request);
    }
    // Fails if the bucket does not exist.
    headBucket(HeadBucketRequest.builder().bucket(request.bucket()).build());
    String prefix = request.prefix() == null ? "" : request.prefix();
    String inFolder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    if (!inFolder.isEmpty() && refusal(inFolder).isPresent()) {
      return ListObjectsV2Response.builder().isTruncated(false).build();
    }
    return new FolderListing(
            folder.resolve(request.bucket()),
            request,
            name -> blobMetadataIfPresent(request.bucket(), name))
        .page();
  }

  private <T> T write(String bucket, String key, InputStream bytes, Supplier<T> write) {
    Optional<S3Exception> refusal = refusal(key);
    if (refusal.isEmpty() && key.endsWith("/")) {
      // S3Proxy would write the attributes of the object.
      refusal = obstacle(bucket, key, null);
    }
    try {
      if (refusal.isEmpty()) {
        return write.get();
      }
    } catch (RuntimeException e) {
      refusal = obstacle(bucket, key, e);
      if (refusal.isEmpty()) {
        throw e;
      }
    }
    Refusal.drain(bytes);
    throw refusal.get();
  }

  private <T> T read(String bucket, String key, Supplier<T> read) {
    checkThere(bucket, key);
    return read.get();
  }

  private void checkThere(String bucket, String key) {
    check(key);
    if (isOfNoFile(bucket, key)) {
      throw S3Exceptions.noSuchKey(bucket, key, "");
    }
  }

  private static void check(String key) {
    Optional<S3Exception> refusal = refusal(key);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  /**
   * Refuses two slashes in a row before the signature is checked. AWS's SDKs for Java sign both
   * slashes as they are, but escape the second one when they send it. So S3Proxy would find the
   * signature wrong, and the user would look for a wrong key.
   *
   * @param key null or empty if a request has none
   */
  static void refuseSlashes(String key) {
    if (key != null && (key.startsWith("/") || key.contains("//"))) {
      check(key);
    }
  }

  /** Why a name cannot be the name of a file, or empty. */
  private static Optional<S3Exception> refusal(String key) {
    String[] names = key.split("/", -1);
    int last = names.length - 1;
    for (int i = 0; i <= last; i++) {
      String name = names[i];
      if (name.isEmpty() && (i == 0 || i < last)) {
        return refused("no name may begin with a slash or have two slashes in a row", null);
      }
      if (name.equals(".") || name.equals("..")) {
        return refused("a file or folder cannot be called '" + name + "'", null);
      }
      int most = i == last ? LONGEST_LAST_NAME : LONGEST_NAME;
      if (name.getBytes(StandardCharsets.UTF_8).length > most) {
        return Optional.of(
            Refusal.of(
                BAD_REQUEST,
                "KeyTooLongError",
                "this server keeps objects as files: a name between slashes is too long for a file",
                null));
      }
    }
    return Optional.empty();
  }

  /** Why an object cannot exist next to those that already exist, or empty. */
  private Optional<S3Exception> obstacle(String bucket, String key, RuntimeException cause) {
    if (!key.endsWith("/") && Files.isDirectory(path(bucket, key))) {
      return refused("a folder has the name of this object", cause);
    }
    return isOfNoFile(bucket, key)
        ? refused("an object has the name of a folder of this object", cause)
        : Optional.empty();
  }

  /** Whether a folder of an object is a file. Then the object does not exist. */
  private boolean isOfNoFile(String bucket, String key) {
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
      if (Files.isRegularFile(path(bucket, key.substring(0, slash)))) {
        return true;
      }
    }
    return false;
  }

  private Path path(String bucket, String key) {
    return folder.resolve(bucket).resolve(key);
  }

  private static Optional<S3Exception> refused(String why, RuntimeException cause) {
    return Optional.of(
        Refusal.of(
            BAD_REQUEST, "InvalidRequest", "this server keeps objects as files: " + why, cause));
  }
}
