package dev.drydock.cluster.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.gaul.s3proxy.blobstore.SdkResponses;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A page of a bucket's objects (API Reference, ListObjectsV2), in the order of their names' bytes.
 * For objects that are not on the page, only the names are read. S3Proxy's own listing reads the
 * attributes of every object for every page, which takes seconds for 10,000 of them.
 */
final class FolderListing {
  private static final Comparator<String> BYTES =
      (one, other) ->
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

  /** An object kept as a folder has no bytes, and S3Proxy reports its ETag only in listings. */
  private static final String ETAG_OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

  private final Path bucket;
  private final String prefix;
  private final boolean grouped;
  private final String after;
  private final int most;
  private final Function<String, HeadObjectResponse> head;
  private final List<S3Object> objects = new ArrayList<>();
  private final List<CommonPrefix> folders = new ArrayList<>();
  private String last = "";
  private boolean truncated;

  /**
   * @param bucket the folder of the bucket
   * @param request with a slash as its delimiter, or with none
   * @param head gives the metadata of an object, null if it does not exist
   */
  FolderListing(
      Path bucket, ListObjectsV2Request request, Function<String, HeadObjectResponse> head) {
    this.bucket = bucket;
    this.prefix = request.prefix() == null ? "" : request.prefix();
    this.grouped = request.delimiter() != null && !request.delimiter().isEmpty();
    String token = request.continuationToken();
    String start = token == null ? request.startAfter() : token;
    this.after = start == null ? "" : start;
    this.most = request.maxKeys() == null ? Integer.MAX_VALUE : request.maxKeys();
    this.head = head;
  }

  ListObjectsV2Response page() {
    if (most > 0) {
      visitFolder(prefix.substring(0, prefix.lastIndexOf('/') + 1));
    }
    return SdkResponses.objectsPage(objects, folders, truncated ? last : null);
  }

  /**
   * @param folder the beginning of the names in it: empty, or ends with a slash
   */
  private void visitFolder(String folder) {
    if (!folder.isEmpty() && folder.startsWith(prefix)) {
      // An object with the name of the folder is kept as attributes of the folder.
      visitObject(folder);
    }
    PriorityQueue<String> names = names(folder);
    while (!truncated && !names.isEmpty()) {
      String name = names.remove();
      if (name.endsWith("/")) {
        if (grouped) {
          visitGroup(name);
        } else {
          visitFolder(name);
        }
      } else if (Files.isDirectory(bucket.resolve(name))) {
        // "a-b" comes before "a/b", though "a" comes before "a-b".
        names.add(name + "/");
      } else {
        visitObject(name);
      }
    }
  }

  /** The names in the folder that may be on the page. */
  private PriorityQueue<String> names(String folder) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(bucket.resolve(folder))) {
      for (Path file : files) {
        String name = folder + file.getFileName();
        if (name.startsWith(prefix)
            && (isAfter(name) || after.startsWith(name))
            && !isHidden(folder, file.getFileName().toString())) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Deleted in the meantime, or never there.
    } catch (DirectoryIteratorException e) {
      throw new UncheckedIOException(e.getCause());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    PriorityQueue<String> sorted = new PriorityQueue<>(Math.max(1, names.size()), BYTES);
    sorted.addAll(names);
    return sorted;
  }

  /** Files of S3Proxy itself: parts of uploads, earlier versions, the object called "/". */
  private static boolean isHidden(String folder, String file) {
    return file.startsWith(".mpus-")
        || file.equals(".s3proxy-slash")
        || (folder.isEmpty() && file.equals(".s3proxy-versions"));
  }

  private boolean isAfter(String name) {
    return after.isEmpty() || BYTES.compare(name, after) > 0;
  }

  private void visitObject(String name) {
    if (!isAfter(name)) {
      return;
    }
    HeadObjectResponse object = head.apply(name);
    if (object != null && hasRoom()) {
      objects.add(
          S3Object.builder()
              .key(name)
              .eTag(name.endsWith("/") ? ETAG_OF_NOTHING : object.eTag())
              .lastModified(object.lastModified())
              .size(object.contentLength())
              .storageClass(object.storageClassAsString())
              .build());
      last = name;
    }
  }

  private void visitGroup(String name) {
    if (isAfter(name) && hasRoom()) {
      folders.add(SdkResponses.commonPrefix(name));
      last = name;
    }
  }

  private boolean hasRoom() {
    truncated = objects.size() + folders.size() == most;
    return !truncated;
  }
}
