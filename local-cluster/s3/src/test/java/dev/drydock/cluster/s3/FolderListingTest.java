package dev.drydock.cluster.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Beside S3Proxy's own listing of the same folder. */
class FolderListingTest {
  private static final String BUCKET = "bucket";

  private static final List<String> NAMES =
      List.of(
          "a-b",
          "a.txt",
          "a/",
          "a/b-",
          "a/b/c",
          "a/b/d",
          "a/b0",
          "a0",
          "b/c/d/e",
          "b/c/d0",
          "marked/",
          "marked/x",
          "z");

  @TempDir private Path folder;
  private BlobStore s3Proxy;
  private BlobStore store;

  @BeforeEach
  void fill() {
    s3Proxy = new FilesystemNio2BlobStore(folder.toString());
    store = new FileNamesBlobStore(s3Proxy, folder);
    store.createContainer(BUCKET);
    NAMES.forEach(this::put);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a/", "a/b", "a/b/", "b/c/d", "marked/", "none", "none/", "z"})
  void tellsWhatS3ProxyTells(String prefix) {
    for (String delimiter : new String[] {null, "", "/"}) {
      for (String after :
          Stream.concat(Stream.of("", "a/b/", "b/", "b/c/"), NAMES.stream()).toList()) {
        Consumer<ListObjectsV2Request.Builder> which =
            request -> request.prefix(prefix).delimiter(delimiter).startAfter(after);
        for (int most : List.of(0, 1, 2, 1000)) {
          assertThat(list(store, which.andThen(request -> request.maxKeys(most))))
              .as("%s %s %s %s", prefix, delimiter, after, most)
              .isEqualTo(list(s3Proxy, which.andThen(request -> request.maxKeys(most))));
        }
      }
    }
  }

  @Test
  void goesOnWhereAPageEnds() {
    for (int most = 1; most <= NAMES.size(); most++) {
      assertThat(pages(null, most)).containsExactlyElementsOf(NAMES);
      assertThat(pages("/", most))
          .containsExactly("a-b", "a.txt", "a/", "a0", "b/", "marked/", "z");
    }
  }

  @Test
  void isInTheOrderOfBytes() {
    String afterSurrogates = "\uffee";
    String surrogates = "\ud835\udcb3";
    put(surrogates);
    put(afterSurrogates);

    assertThat(pages(null, 1000)).endsWith("z", afterSurrogates, surrogates);
    assertThat(pages(null, 1)).endsWith("z", afterSurrogates, surrogates);
  }

  @Test
  void hidesUploadsUnderWay() {
    store.initiateMultipartUpload(
        CreateMultipartUploadRequest.builder().bucket(BUCKET).key("a/uploaded").build());

    assertThat(pages(null, 1000)).containsExactlyElementsOf(NAMES);
  }

  private void put(String name) {
    byte[] bytes = name.endsWith("/") ? new byte[0] : name.getBytes(StandardCharsets.UTF_8);
    store.putBlob(
        PutObjectRequest.builder()
            .bucket(BUCKET)
            .key(name)
            .contentLength((long) bytes.length)
            .build(),
        new ByteArrayInputStream(bytes));
  }

  private static ListObjectsV2Response list(
      BlobStore store, Consumer<ListObjectsV2Request.Builder> which) {
    ListObjectsV2Request.Builder request = ListObjectsV2Request.builder().bucket(BUCKET);
    which.accept(request);
    return store.list(request.build());
  }

  private List<String> pages(String delimiter, int most) {
    List<String> names = new ArrayList<>();
    String token = null;
    do {
      String next = token;
      ListObjectsV2Response page =
          list(
              store, request -> request.delimiter(delimiter).maxKeys(most).continuationToken(next));
      assertThat(page.contents().size() + page.commonPrefixes().size()).isLessThanOrEqualTo(most);
      Stream<String> objects = page.contents().stream().map(S3Object::key);
      Stream<String> folders = page.commonPrefixes().stream().map(CommonPrefix::prefix);
      names.addAll(
          delimiter == null ? objects.toList() : Stream.concat(objects, folders).sorted().toList());
      token = page.nextContinuationToken();
      assertThat(page.isTruncated()).isEqualTo(token != null);
    } while (token != null);
    return names;
  }
}
