package dev.drydock.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * What a Cloud Storage server gives at best: one request of the JSON API an object, the bytes from
 * and to memory, nothing compared. By the JDK's {@link HttpClient}: {@code HttpURLConnection} needs
 * less CPU, but listens for a millisecond before each upload whether the server has closed the
 * connection.
 */
final class RawCloudStorage {
  private static final String BUCKET = "bench";
  private static final int BLOCK = 1 << 16;
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final byte[] block = new byte[BLOCK];

  /** What is done with an object. */
  enum Verb {
    PUT,
    GET,
    DELETE
  }

  /**
   * @param url of the server, followed by what lets in whoever knows it
   */
  RawCloudStorage(String url) {
    this.url = url;
    new Random(1).nextBytes(block);
  }

  /** Whether the server answers. */
  boolean answers() throws InterruptedException {
    try {
      send(request("/storage/v1/b?project=bench"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void makeBucket() throws IOException, InterruptedException {
    send(
        request("/storage/v1/b?project=bench")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"name\":\"" + BUCKET + "\"}")));
  }

  /**
   * Does the same with many objects.
   *
   * @param bytes of each
   * @param atOnce over so many connections
   */
  void run(Verb verb, int objects, long bytes, int atOnce)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      AtomicInteger next = new AtomicInteger();
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < atOnce; i++) {
        workers.add(
            threads.submit(
                () -> {
                  for (int n = next.getAndIncrement(); n < objects; n = next.getAndIncrement()) {
                    run(verb, "object-" + n, bytes);
                  }
                  return null;
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void run(Verb verb, String name, long bytes) throws IOException, InterruptedException {
    String object = "/storage/v1/b/" + BUCKET + "/o";
    switch (verb) {
      case PUT ->
          send(
              request("/upload" + object + "?uploadType=media&name=" + name)
                  .header("Content-Type", "application/octet-stream")
                  .POST(body(bytes)));
      case GET -> {
        long count = send(request(object + "/" + name + "?alt=media"));
        if (count != bytes) {
          throw new IOException(name + " has " + count + " bytes, not " + bytes);
        }
      }
      case DELETE -> send(request(object + "/" + name).DELETE());
    }
  }

  private BodyPublisher body(long bytes) {
    return bytes <= BLOCK
        ? BodyPublishers.ofByteArray(block, 0, (int) bytes)
        : BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(() -> blocks(bytes)), bytes);
  }

  private Iterator<byte[]> blocks(long bytes) {
    return LongStream.iterate(bytes, left -> left > 0, left -> left - BLOCK)
        .mapToObj(left -> left < BLOCK ? Arrays.copyOf(block, (int) left) : block)
        .iterator();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
  }

  /** Returns how many bytes the answer has. */
  private long send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<Long> response = client.send(request.build(), status -> new Counted());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          response.uri().getPath() + ": the server answers " + response.statusCode());
    }
    return response.body();
  }

  /** How long a body is. */
  private static final class Counted implements BodySubscriber<Long> {
    private final CompletableFuture<Long> body = new CompletableFuture<>();
    private long count;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        count += buffer.remaining();
      }
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      body.complete(count);
    }

    @Override
    public CompletionStage<Long> getBody() {
      return body;
    }
  }
}
