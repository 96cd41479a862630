package dev.drydock.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an S3 server gives at best, for comparison: one request an object, nothing read twice,
 * nothing compared. A program of its own: {@code put|get FOLDER BUCKET}, with the settings of the
 * AWS tools in the environment. Requests are signed by AWS Signature Version 4 (IAM User Guide,
 * "Create a signed AWS API request") without a digest of the body.
 */
final class RawS3 {
  private static final int THREADS = 8;
  private static final String PAYLOAD = "UNSIGNED-PAYLOAD";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String endpoint = System.getenv("AWS_ENDPOINT_URL");
  private final String region = System.getenv("AWS_REGION");
  private final String accessKey = System.getenv("AWS_ACCESS_KEY_ID");
  private final String secretKey = System.getenv("AWS_SECRET_ACCESS_KEY");

  private RawS3() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    boolean put = arguments[0].equals("put");
    RawS3 s3 = new RawS3();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Path> files;
      try (Stream<Path> all = Files.list(folder)) {
        files = all.sorted().toList();
      }
      List<Future<?>> transfers = new ArrayList<>();
      for (Path file : files) {
        String path = "/" + arguments[2] + "/" + file.getFileName();
        transfers.add(
            threads.submit(
                () -> {
                  s3.transfer(put, path, file);
                  return null;
                }));
      }
      for (Future<?> transfer : transfers) {
        transfer.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private void transfer(boolean put, String path, Path file)
      throws IOException, InterruptedException, GeneralSecurityException {
    HttpRequest.Builder request = signed(put ? "PUT" : "GET", path);
    HttpResponse<?> response =
        put
            ? client.send(
                request.PUT(BodyPublishers.ofFile(file)).build(), BodyHandlers.discarding())
            : client.send(request.GET().build(), BodyHandlers.ofFile(file));
    if (response.statusCode() != 200) {
      throw new IOException(path + ": the server answers " + response.statusCode());
    }
  }

  private HttpRequest.Builder signed(String method, String path) throws GeneralSecurityException {
    String time = TIME.format(Instant.now());
    String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
    URI uri = URI.create(endpoint + path);
    String headers =
        "host:" + uri.getAuthority() + "\nx-amz-content-sha256:" + PAYLOAD + "\nx-amz-date:" + time;
    String names = "host;x-amz-content-sha256;x-amz-date";
    String canonical = method + "\n" + path + "\n\n" + headers + "\n\n" + names + "\n" + PAYLOAD;
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
