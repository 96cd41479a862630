package dev.drydock.cloud.aws;

import dev.drydock.cloud.Checksum;
import dev.drydock.cloud.ConditionalWrites;
import dev.drydock.cloud.Content;
import dev.drydock.cloud.DeclaredContent;
import dev.drydock.cloud.ListPage;
import dev.drydock.cloud.MultipartUploads;
import dev.drydock.cloud.ObjectStore;
import dev.drydock.cloud.OwnChecksums;
import dev.drydock.cloud.PresignedUrls;
import dev.drydock.cloud.RangeReads;
import dev.drydock.cloud.ServerSideCopies;
import dev.drydock.cloud.StorageException;
import dev.drydock.cloud.StoredObject;
import dev.drydock.cloud.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of S3, or of whatever else speaks its API. */
public final class S3ObjectStore
    implements ObjectStore,
        RangeReads,
        ConditionalWrites,
        MultipartUploads,
        ServerSideCopies,
        PresignedUrls,
        Versions,
        OwnChecksums {
  private final S3Connection connection;
  private final String bucket;
  private final S3Parts parts;
  private final S3Downloads downloads;

  S3ObjectStore(S3Connection connection, String bucket) {
    this.connection = connection;
    this.bucket = bucket;
    this.parts = new S3Parts(this, connection.client(), bucket);
    this.downloads = new S3Downloads(this, connection.client(), bucket);
  }

  @Override
  public String url(String name) {
    return "s3://" + bucket + "/" + name;
  }

  @Override
  public StoredObject put(String name, Content content) throws StorageException {
    return put(name, content, request -> {});
  }

  @Override
  public StoredObject putIfAbsent(String name, Content content) throws StorageException {
    try {
      return put(name, content, request -> unpooled(request.ifNoneMatch("*")));
    } catch (StorageException e) {
      if (e.reason() == StorageException.Reason.PRECONDITION_FAILED) {
        throw new StorageException(
            StorageException.Reason.ALREADY_EXISTS,
            url(name) + ": there is such an object",
            e.getCause());
      }
      throw e;
    }
  }

  @Override
  public StoredObject replace(String name, String version, Content content)
      throws StorageException {
    try {
      return put(name, content, request -> unpooled(request.ifMatch("\"" + version + "\"")));
    } catch (StorageException e) {
      // S3 answers 404 where there is nothing to match, which may also be the bucket.
      if (e.reason() == StorageException.Reason.NOT_FOUND
          && e.getCause() instanceof S3Exception answer
          && !"NoSuchBucket".equals(answer.awsErrorDetails().errorCode())) {
        throw new StorageException(
            StorageException.Reason.PRECONDITION_FAILED, url(name) + ": it is gone", e.getCause());
      }
      throw e;
    }
  }

  /**
   * Gives a write that is refused as often as not a connection that nobody uses after it: its body
   * is left unread, for which some servers drop the connection, as the next requests would find.
   */
  private static void unpooled(PutObjectRequest.Builder request) {
    request.overrideConfiguration(override -> override.putHeader("Connection", "close"));
  }

  private StoredObject put(
      String name, Content content, Consumer<PutObjectRequest.Builder> condition)
      throws StorageException {
    PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(bucket).key(name);
    condition.accept(request);
    DeclaredContent declared = new DeclaredContent(content, url(name));
    Checksum checksum = declared.checksum();
    request
        .checksumCRC32(S3Checksums.base64(checksum, Checksum.Algorithm.CRC32))
        .checksumCRC32C(S3Checksums.base64(checksum, Checksum.Algorithm.CRC32C));
    PutObjectResponse response =
        sent(name, () -> connection.client().putObject(request.build(), body(declared)));
    return new StoredObject(
        name,
        content.length(),
        date(response),
        S3Checksums.unquoted(response.eTag()),
        S3Checksums.of(response));
  }

  /**
   * A call that sends content. A server may refuse it, and close, before it has read all of it;
   * then the client, which still writes, has a broken connection and no answer. That to GET says
   * why.
   */
  <T> T sent(String name, Call<T> call) throws StorageException {
    try {
      return call(url(name), call);
    } catch (StorageException e) {
      if (e.reason() == StorageException.Reason.UNREACHABLE && e.getCause() != null) {
        throwIfRefused(name);
      }
      throw e;
    }
  }

  private void throwIfRefused(String name) throws StorageException {
    try {
      closeQuietly(get(name, "", 0, 1));
    } catch (StorageException e) {
      if (S3Errors.isRefusal(e)) {
        throw e;
      }
    }
  }

  /** The content as the SDK takes it, which opens it anew for every attempt. */
  static RequestBody body(DeclaredContent declared) {
    return RequestBody.fromContentProvider(
        () -> {
          try {
            return declared.open();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        declared.length(),
        "application/octet-stream");
  }

  /** The time of an answer to a write, which tells no other. */
  private static Instant date(PutObjectResponse response) {
    try {
      return response
          .sdkHttpResponse()
          .firstMatchingHeader("Date")
          .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
          .orElseGet(Instant::now);
    } catch (DateTimeParseException e) {
      return Instant.now();
    }
  }

  @Override
  public Optional<StoredObject> head(String name) throws StorageException {
    try {
      return Optional.of(stored(name, headResponse(name)));
    } catch (StorageException e) {
      if (e.reason() == StorageException.Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static void closeQuietly(InputStream bytes) {
    try {
      bytes.close();
    } catch (IOException e) {
      // Nothing of it was wanted.
    }
  }

  @Override
  public Optional<Expected> expected(String name, String version) throws StorageException {
    HeadObjectResponse head = headResponse(name);
    if (!S3Checksums.unquoted(head.eTag()).equals(version)) {
      throw new StorageException(
          StorageException.Reason.PRECONDITION_FAILED,
          url(name) + ": it is no longer version " + version);
    }
    return S3Checksums.ofParts(head);
  }

  HeadObjectResponse headResponse(String name) throws StorageException {
    try {
      return call(
          url(name),
          () ->
              connection
                  .client()
                  .headObject(
                      request ->
                          request.bucket(bucket).key(name).checksumMode(ChecksumMode.ENABLED)));
    } catch (StorageException e) {
      if (S3Errors.isRefusal(e)) {
        // The answer to HEAD does not say why; that to GET does.
        throwIfRefused(name);
      }
      throw e;
    }
  }

  static StoredObject stored(String name, HeadObjectResponse head) {
    return new StoredObject(
        name,
        head.contentLength(),
        head.lastModified(),
        S3Checksums.unquoted(head.eTag()),
        S3Checksums.of(head));
  }

  @Override
  public InputStream get(String name) throws StorageException {
    return downloads.whole(name, request -> {});
  }

  @Override
  public InputStream getVersion(String name, String version) throws StorageException {
    return downloads.whole(name, request -> request.versionId(version));
  }

  @Override
  public InputStream get(String name, String version, long offset, long length)
      throws StorageException {
    return downloads.range(name, version, offset, length);
  }

  @Override
  public ListPage list(String prefix, String token) throws StorageException {
    return list(prefix, null, token);
  }

  @Override
  public ListPage listFolder(String prefix, String token) throws StorageException {
    return list(prefix, "/", token);
  }

  private ListPage list(String prefix, String delimiter, String token) throws StorageException {
    ListObjectsV2Response page;
    try {
      page =
          call(
              url(prefix),
              () ->
                  connection
                      .client()
                      .listObjectsV2(
                          request ->
                              request
                                  .bucket(bucket)
                                  .prefix(prefix)
                                  .delimiter(delimiter)
                                  .continuationToken(token.isEmpty() ? null : token)));
    } catch (StorageException e) {
      throw S3Errors.ofBucket(url(prefix), e);
    }
    return new ListPage(
        page.contents().stream().map(S3ObjectStore::listed).toList(),
        page.commonPrefixes().stream().map(CommonPrefix::prefix).toList(),
        Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : "");
  }

  private static StoredObject listed(S3Object object) {
    String tag = S3Checksums.unquoted(object.eTag());
    return new StoredObject(
        object.key(), object.size(), object.lastModified(), tag, S3Checksums.ofListed(tag));
  }

  @Override
  public void delete(String name) throws StorageException {
    try {
      call(
          url(name),
          () -> connection.client().deleteObject(request -> request.bucket(bucket).key(name)));
    } catch (StorageException e) {
      if (e.reason() != StorageException.Reason.NOT_FOUND) {
        throw e;
      }
    }
  }

  @Override
  public StoredObject copy(String sourceBucket, String sourceName, String version, String name)
      throws StorageException {
    return parts.copy(
        new S3ObjectStore(connection, sourceBucket), sourceBucket, sourceName, version, name);
  }

  @Override
  public URI presignGet(String name, Duration validity) throws StorageException {
    return call(
        url(name),
        () ->
            uri(
                connection
                    .presigner()
                    .presignGetObject(
                        presign ->
                            presign
                                .signatureDuration(validity)
                                .getObjectRequest(request -> request.bucket(bucket).key(name)))
                    .url()));
  }

  @Override
  public URI presignPut(String name, Duration validity) throws StorageException {
    return call(
        url(name),
        () ->
            uri(
                connection
                    .presigner()
                    .presignPutObject(
                        presign ->
                            presign
                                .signatureDuration(validity)
                                .putObjectRequest(request -> request.bucket(bucket).key(name)))
                    .url()));
  }

  private static URI uri(java.net.URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the SDK signed what is no URI", e);
    }
  }

  @Override
  public void keepVersions(boolean keep) throws StorageException {
    call(
        url(""),
        () ->
            connection
                .client()
                .putBucketVersioning(
                    request ->
                        request
                            .bucket(bucket)
                            .versioningConfiguration(
                                versioning ->
                                    versioning.status(
                                        keep
                                            ? BucketVersioningStatus.ENABLED
                                            : BucketVersioningStatus.SUSPENDED))));
  }

  @Override
  public List<StoredObject> versions(String name) throws StorageException {
    return call(
        url(name),
        () -> {
          List<StoredObject> versions = new ArrayList<>();
          connection
              .client()
              .listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(name))
              .versions()
              .stream()
              .filter(version -> version.key().equals(name))
              .forEach(
                  version ->
                      versions.add(
                          new StoredObject(
                              name,
                              version.size(),
                              version.lastModified(),
                              version.versionId(),
                              S3Checksums.ofListed(S3Checksums.unquoted(version.eTag())))));
          return versions;
        });
  }

  @Override
  public long minimumPartSize() {
    return S3Parts.MINIMUM_PART_SIZE;
  }

  @Override
  public int maximumParts() {
    return S3Parts.MAXIMUM_PARTS;
  }

  @Override
  public Upload begin(String name, long partSize) throws StorageException {
    return parts.begin(name, partSize);
  }

  @Override
  public Part putPart(Upload upload, int number, Content content) throws StorageException {
    return parts.putPart(upload, number, content);
  }

  @Override
  public List<Part> parts(Upload upload) throws StorageException {
    return parts.parts(upload);
  }

  @Override
  public StoredObject complete(Upload upload, List<Part> sent) throws StorageException {
    return parts.complete(upload, sent);
  }

  @Override
  public void abort(Upload upload) throws StorageException {
    parts.abort(upload);
  }

  @Override
  public List<Upload> unfinished(String prefix) throws StorageException {
    return parts.unfinished(prefix);
  }

  /** A call of the SDK. */
  interface Call<T> {
    T answer();
  }

  static <T> T call(String url, Call<T> call) throws StorageException {
    try {
      return call.answer();
    } catch (SdkException e) {
      throw S3Errors.translate(url, e);
    } catch (UncheckedIOException e) {
      // Thrown where the content is opened, past the SDK.
      throw e.getCause() instanceof StorageException ours
          ? ours
          : new StorageException(
              StorageException.Reason.FAILED, url + ": " + e.getCause().getMessage(), e);
    }
  }

  /** The connections are those of the {@link S3Buckets} that opened it. */
  @Override
  public void close() {}
}
