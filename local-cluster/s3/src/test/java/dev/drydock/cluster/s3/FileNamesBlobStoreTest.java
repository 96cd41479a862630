package dev.drydock.cluster.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** On the file system, under which S3Proxy's own store lies. */
class FileNamesBlobStoreTest {
  private static final String BUCKET = "bucket";

  @TempDir private Path folder;
  private BlobStore store;

  @BeforeEach
  void open() {
    store =
        new FileNamesBlobStore(
            new FullDiskBlobStore(
                new ConsistentBlobStore(new FilesystemNio2BlobStore(folder.toString()))),
            folder);
    store.createContainer(BUCKET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "..",
        "../bucket/y",
        "x/../y",
        "x/./y",
        "x/..",
        "./y",
        "x/../",
        "/",
        "/y",
        "x//y",
        "y//",
        "//y"
      })
  void refusesInEveryCallWhatIsTheNameOfAnother(String name) throws Exception {
    put("y", "the bytes");
    put("x/z", "others");

    assertRefusedInEveryCall(name, "InvalidRequest");

    assertThat(read("y")).isEqualTo("the bytes");
    assertThat(read("x/z")).isEqualTo("others");
    assertThat(names("")).containsExactly("x/z", "y");
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 1000})
  void refusesInEveryCallWhatIsTooLong(int length) throws Exception {
    assertRefusedInEveryCall("n".repeat(length), "KeyTooLongError");
    assertRefusedInEveryCall("n".repeat(length) + "/y", "KeyTooLongError");
    assertRefusedInEveryCall("x/" + "한".repeat(length / 3 + 1), "KeyTooLongError");
  }

  private void assertRefusedInEveryCall(String name, String code) {
    MultipartUpload upload =
        new MultipartUpload(
            "0", CreateMultipartUploadRequest.builder().bucket(BUCKET).key(name).build());
    assertRefused(code, () -> put(name, "bytes"));
    assertRefused(code, () -> store.getBlob(BUCKET, name));
    assertRefused(code, () -> store.blobMetadata(BUCKET, name));
    assertRefused(code, () -> store.blobExists(BUCKET, name));
    assertRefused(code, () -> store.removeBlob(BUCKET, name));
    assertRefused(code, () -> copy("y", name));
    assertRefused(code, () -> copy(name, "new"));
    assertRefused(code, () -> initiate(name));
    assertRefused(code, () -> sendPart(upload, 1, "bytes"));
    assertRefused(code, () -> store.listMultipartUpload(upload));
    assertRefused(code, () -> complete(upload, 1, "0"));
    assertRefused(code, () -> store.abortMultipartUpload(upload));
    assertRefused(code, () -> store.getBlobAccess(BUCKET, name));
    assertRefused(
        code,
        () -> store.getBlobAcl(GetObjectAclRequest.builder().bucket(BUCKET).key(name).build()));
    assertRefused(code, () -> store.setBlobAccess(BUCKET, name, ObjectCannedACL.PRIVATE));
    DeleteObjectsResponse many =
        store.removeBlobs(
            DeleteObjectsRequest.builder()
                .bucket(BUCKET)
                .delete(delete -> delete.objects(ObjectIdentifier.builder().key(name).build()))
                .build());
    assertThat(many.errors()).extracting(S3Error::code).containsExactly(code);
  }

  @Test
  void readsWhatIsStillSentBeforeItRefuses() throws Exception {
    InputStream bytes = bytes("bytes");

    assertRefused("InvalidRequest", () -> store.putBlob(request("x/../y", 5), bytes));

    assertThat(bytes.available()).isZero();
  }

  @Test
  void keepsTheLongestNames() throws Exception {
    String longest = "n".repeat(255) + "/" + "한".repeat(72) + "nn";
    put(longest, "bytes");
    assertThat(read(longest)).isEqualTo("bytes");
    assertThat(names("n".repeat(255) + "/")).containsExactly(longest);
    assertRefused("KeyTooLongError", () -> put(longest + "n", "bytes"));
  }

  @Test
  void keepsTheLongestNamesInParts() throws Exception {
    for (String longest : List.of("n".repeat(169), "n".repeat(212) + "/" + "n".repeat(212))) {
      MultipartUpload upload = initiate(longest);
      UploadPartResponse sent = sendPart(upload, 10_000, "bytes");
      complete(upload, 10_000, sent.eTag());
      assertThat(read(longest)).isEqualTo("bytes");
      assertRefused("KeyTooLongError", () -> initiate(longest + "n"));
    }
    assertRefused("KeyTooLongError", () -> initiate("n".repeat(213) + "/n"));
  }

  @Test
  void putsNothingBelowAnObject() throws Exception {
    put("a", "bytes");
    put("b", "others");

    for (String below : List.of("a/", "a/b", "a/b/c", "a/b/")) {
      assertInTheWay("an object has the name of a folder", () -> put(below, "x"));
      assertInTheWay("an object has the name of a folder", () -> copy("b", below));
      assertInTheWay("an object has the name of a folder", () -> initiate(below));
      assertNotThere(below);
    }

    assertThat(read("a")).isEqualTo("bytes");
    assertThat(names("")).containsExactly("a", "b");
    assertThat(names("a/")).isEmpty();
  }

  @Test
  void putsNoObjectInTheNameOfAFolder() throws Exception {
    put("a/b/c", "bytes");
    put("d", "others");

    for (String above : List.of("a", "a/b")) {
      assertInTheWay("a folder has the name", () -> put(above, "x"));
      assertInTheWay("a folder has the name", () -> copy("d", above));
      assertInTheWay("a folder has the name", () -> initiate(above));
      assertInTheWay(
          "a folder has the name",
          () -> store.putBlob(request(above, 1).toBuilder().ifNoneMatch("*").build(), bytes("x")));
      assertNotThere(above);
    }

    assertThat(read("a/b/c")).isEqualTo("bytes");
    assertThat(names("")).containsExactly("a/b/c", "d");
  }

  private void assertNotThere(String name) {
    assertThat(store.blobExists(BUCKET, name)).as(name).isFalse();
    for (Consumer<String> call :
        List.<Consumer<String>>of(
            key -> store.getBlob(BUCKET, key),
            key -> store.blobMetadata(BUCKET, key),
            key -> copy(key, "new"),
            key -> store.setBlobAccess(BUCKET, key, ObjectCannedACL.PUBLIC_READ))) {
      assertThat(catchThrowableOfType(NoSuchKeyException.class, () -> call.accept(name)))
          .as(name)
          .isNotNull();
    }
    store.removeBlob(BUCKET, name);
  }

  @Test
  void listsNothingForAPrefixThatNoneCanHave() throws Exception {
    put("a/b", "bytes");
    put("a/.hidden", "bytes");
    put("a/..hidden/x", "bytes");
    put("a.", "bytes");

    for (String prefix : List.of("a/../", "a/../a", "./", "../", "/", "//", "a//", "a/./b")) {
      assertThat(names(prefix)).as(prefix).isEmpty();
    }
    assertThat(names("n".repeat(300) + "/")).isEmpty();
    assertThat(names("a/.")).containsExactly("a/..hidden/x", "a/.hidden");
    assertThat(names("a/..")).containsExactly("a/..hidden/x");
    assertThat(names(".")).isEmpty();
    assertThat(names("a.")).containsExactly("a.");
    ListObjectsV2Response inFolder =
        store.list(
            ListObjectsV2Request.builder().bucket(BUCKET).prefix("a/.").delimiter("/").build());
    assertThat(inFolder.contents()).extracting(S3Object::key).containsExactly("a/.hidden");
    assertThat(inFolder.commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly("a/..hidden/");
    assertThat(
            catchThrowableOfType(
                NoSuchBucketException.class,
                () ->
                    store.list(ListObjectsV2Request.builder().bucket("none").prefix("/").build())))
        .isNotNull();
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    S3Exception refusal = catchThrowableOfType(S3Exception.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage())
        .startsWith("this server keeps objects as files: ");
  }

  private static void assertInTheWay(String what, ThrowingCallable call) {
    assertRefused("InvalidRequest", call);
    assertThat(catchThrowableOfType(S3Exception.class, call)).hasMessageContaining(what);
  }

  private static PutObjectRequest request(String name, long length) {
    return PutObjectRequest.builder().bucket(BUCKET).key(name).contentLength(length).build();
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private void put(String name, String text) {
    store.putBlob(request(name, text.length()), bytes(text));
  }

  private void copy(String source, String name) {
    store.copyBlob(
        CopyObjectRequest.builder()
            .sourceBucket(BUCKET)
            .sourceKey(source)
            .destinationBucket(BUCKET)
            .destinationKey(name)
            .build());
  }

  private MultipartUpload initiate(String name) {
    return store.initiateMultipartUpload(
        CreateMultipartUploadRequest.builder().bucket(BUCKET).key(name).build());
  }

  private UploadPartResponse sendPart(MultipartUpload upload, int number, String text) {
    return store.uploadMultipartPart(
        upload,
        UploadPartRequest.builder().partNumber(number).contentLength((long) text.length()).build(),
        bytes(text));
  }

  private void complete(MultipartUpload upload, int number, String tag) {
    store.completeMultipartUpload(
        upload,
        CompleteMultipartUploadRequest.builder()
            .multipartUpload(
                whole -> whole.parts(CompletedPart.builder().partNumber(number).eTag(tag).build()))
            .build());
  }

  private String read(String name) throws IOException {
    try (InputStream bytes = store.getBlob(BUCKET, name)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<String> names(String prefix) {
    return store
        .list(ListObjectsV2Request.builder().bucket(BUCKET).prefix(prefix).build())
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }
}
