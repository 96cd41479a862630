package dev.drydock.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Measures the best that an S3 server can do, for comparison: one request for each object, nothing
 * read twice, no checksums compared. It is a program of its own: {@code put|put-parts|get FOLDER
 * BUCKET/PREFIX/ NAMES}. The objects have the names of the files in the folder NAMES, and the
 * environment has the settings of the AWS tools. {@code put-parts} sends each object in parts of 16
 * MiB (API Reference, CreateMultipartUpload, UploadPart, CompleteMultipartUpload). Requests are
 * signed by AWS Signature Version 4 (IAM User Guide, "Create a signed AWS API request") without a
 * digest of the body.
 */
final class RawS3 {
  private static final int THREADS = 8;
  private static final long PART = 16L << 20;
  private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");
  private static final String PAYLOAD = "UNSIGNED-PAYLOAD";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final String endpoint = System.getenv("AWS_ENDPOINT_URL");
  private final String region = System.getenv("AWS_REGION");
  private final String accessKey = System.getenv("AWS_ACCESS_KEY_ID");
  private final String secretKey = System.getenv("AWS_SECRET_ACCESS_KEY");

  private RawS3() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    List<String> names;
    try (Stream<Path> files = Files.list(Path.of(arguments[3]))) {
      names = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    RawS3 s3 = new RawS3();
    try {
      if (arguments[0].equals("put-parts")) {
        for (String name : names) {
          s3.putInParts("/" + arguments[2] + name, folder.resolve(name));
        }
      } else {
        s3.all(
            names.stream()
                .map(
                    name -> s3.whole(arguments[0], "/" + arguments[2] + name, folder.resolve(name)))
                .toList());
      }
    } finally {
      s3.threads.shutdownNow();
    }
  }

  private Callable<Void> whole(String verb, String path, Path file) {
    return () -> {
      if (verb.equals("put")) {
        send(signed("PUT", path, "").PUT(BodyPublishers.ofFile(file)), BodyHandlers.discarding());
      } else {
        send(signed("GET", path, "").GET(), BodyHandlers.ofFile(file));
      }
      return null;
    };
  }

  private void putInParts(String path, Path file)
      throws IOException, InterruptedException, GeneralSecurityException {
    String begun =
        send(
                signed("POST", path, "uploads=").POST(BodyPublishers.noBody()),
                BodyHandlers.ofString())
            .body();
    Matcher id = UPLOAD_ID.matcher(begun);
    if (!id.find()) {
      throw new IOException(path + ": the server answers " + begun);
    }
    String upload = "uploadId=" + id.group(1);
    int count = Math.toIntExact((Files.size(file) + PART - 1) / PART);
    String[] parts = new String[count];
    List<Callable<Void>> puts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i + 1;
      puts.add(
          () -> {
            HttpRequest.Builder request =
                signed("PUT", path, "partNumber=" + number + "&" + upload)
                    .PUT(BodyPublishers.ofByteArray(part(file, number)));
            String tag =
                send(request, BodyHandlers.discarding()).headers().firstValue("ETag").orElseThrow();
            parts[number - 1] =
                "<Part><PartNumber>" + number + "</PartNumber><ETag>" + tag + "</ETag></Part>";
            return null;
          });
    }
    all(puts);
    String whole =
        "<CompleteMultipartUpload>" + String.join("", parts) + "</CompleteMultipartUpload>";
    String completed =
        send(
                signed("POST", path, upload).POST(BodyPublishers.ofString(whole)),
                BodyHandlers.ofString())
            .body();
    if (!completed.contains("<CompleteMultipartUploadResult")) {
      throw new IOException(path + ": the server answers " + completed);
    }
  }

  private static byte[] part(Path file, int number) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes((number - 1) * PART);
      return in.readNBytes((int) PART);
    }
  }

  private void all(List<Callable<Void>> transfers) throws IOException, InterruptedException {
    List<Future<Void>> futures = threads.invokeAll(transfers);
    try {
      for (Future<Void> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body)
      throws IOException, InterruptedException {
    HttpRequest built = request.build();
    HttpResponse<T> response = client.send(built, body);
    if (response.statusCode() != 200) {
      throw new IOException(built.uri() + ": the server answers " + response.statusCode());
    }
    return response;
  }

  /**
   * @param query with its names in alphabetical order, as the signature requires
   */
  private HttpRequest.Builder signed(String method, String path, String query)
      throws GeneralSecurityException {
    String time = TIME.format(Instant.now());
    String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
    URI uri = URI.create(endpoint + path + (query.isEmpty() ? "" : "?" + query));
    String headers =
        "host:" + uri.getAuthority() + "\nx-amz-content-sha256:" + PAYLOAD + "\nx-amz-date:" + time;
    String names = "host;x-amz-content-sha256;x-amz-date";
    String canonical =
        method + "\n" + path + "\n" + query + "\n" + headers + "\n\n" + names + "\n" + PAYLOAD;
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
    String toSign =
        "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + HexFormat.of().formatHex(digest);
    byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return HttpRequest.newBuilder(uri)
        .header("x-amz-content-sha256", PAYLOAD)
        .header("x-amz-date", time)
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential="
                + accessKey
                + "/"
                + scope
                + ", SignedHeaders="
                + names
                + ", Signature="
                + HexFormat.of().formatHex(hmac(key, toSign)));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
