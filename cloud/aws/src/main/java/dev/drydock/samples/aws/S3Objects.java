package dev.drydock.samples.aws;

import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Writes, reads, lists and deletes objects in S3. The argument is a name for the bucket. */
public final class S3Objects {
  public static void main(String[] args) {
    String bucket = args.length > 0 ? args[0] : "s3-objects-" + UUID.randomUUID();
    // region connect
    // The client reads AWS_ENDPOINT_URL, AWS_REGION and the keys from the environment. Without path
    // style it would put the bucket into the host name, which only the DNS of AWS can resolve.
    try (S3Client s3 = S3Client.builder().forcePathStyle(true).build()) {
      // endregion
      s3.createBucket(request -> request.bucket(bucket));
      System.out.println("Created the bucket " + bucket);

      // region put
      for (int i = 1; i <= 5; i++) {
        // A slash is a character like any other: there is no folder to create.
        String key = "notes/" + i + ".txt";
        s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("I am " + key));
        System.out.println("Put " + key);
      }
      // endregion
      // region get
      String text = s3.getObjectAsBytes(r -> r.bucket(bucket).key("notes/1.txt")).asUtf8String();
      System.out.println("Got notes/1.txt, which says: " + text);
      // endregion
      // region pages
      // A page has at most 1,000 keys, here 2. The paginator requests each page when it is needed.
      for (ListObjectsV2Response page :
          s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix("notes/").maxKeys(2))) {
        System.out.println("Listed " + page.contents().stream().map(S3Object::key).toList());
      }
      // endregion
      // region absent
      try {
        s3.getObjectAsBytes(r -> r.bucket(bucket).key("notes/6.txt"));
      } catch (NoSuchKeyException e) {
        // Clients that may not list the bucket get 403: S3 does not tell them what exists.
        System.out.println("notes/6.txt does not exist: status " + e.statusCode());
      }
      // endregion
      // region delete
      // Deleting a key that does not exist is not an error. Only an empty bucket can be deleted.
      for (int i = 1; i <= 6; i++) {
        String key = "notes/" + i + ".txt";
        s3.deleteObject(r -> r.bucket(bucket).key(key));
      }
      s3.deleteBucket(r -> r.bucket(bucket));
      System.out.println("Deleted the objects and the bucket");
      // endregion
    }
  }
}
