package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.MultipartUploads;
import dev.drydock.cloud.objects.ObjectStore;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Checks of one ability of stores. Each check gets a bucket of its own.
 *
 * @param <S> the ability
 */
@ExtendWith(FidelityReport.class)
public abstract class StorageContract<S extends ObjectStore> {
  /** A check, or a part of one. */
  public interface Check {
    void run() throws Exception;
  }

  /** The bucket of this check. */
  protected String bucket;

  /** The objects of that bucket. */
  protected S store;

  private final Class<S> ability;
  private StorageServer server;
  private String pinned = "";

  StorageContract(Class<S> ability) {
    this.ability = ability;
  }

  @BeforeEach
  final void makeBucket(StorageServer tried) throws Exception {
    server = tried;
    bucket = uniqueName();
    buckets().create(bucket);
    store = open(bucket);
  }

  /** The objects of any bucket. */
  protected final S open(String name) {
    return ability.cast(buckets().open(name));
  }

  /** What is tried. */
  final StorageServer server() {
    return server;
  }

  /** All buckets of what is tried. */
  protected final Buckets buckets() {
    return server.buckets();
  }

  @AfterEach
  final void removeBucket() throws Exception {
    removeAll(store);
    try {
      buckets().delete(bucket);
    } catch (StorageException e) {
      // What a server keeps of an aborted upload goes with its data, at the end of the run.
      assertThat(e.reason()).isEqualTo(StorageException.Reason.FAILED);
    } finally {
      store.close();
    }
  }

  /** Empties a bucket as far as its interfaces go. */
  protected static void removeAll(ObjectStore store) throws Exception {
    for (String name : names(store, "")) {
      store.delete(name);
    }
    if (store instanceof MultipartUploads uploads) {
      for (MultipartUploads.Upload upload : uploads.unfinished("")) {
        uploads.abort(upload);
      }
    }
  }

  /** A name for a bucket that no other test has. */
  protected static String uniqueName() {
    return "drydock-" + UUID.randomUUID().toString().substring(0, 18);
  }

  /**
   * States that the server fails a check, and how; ends with an error when it passes, so that the
   * gap is taken out.
   *
   * @param what happens instead, in a word or two, for the table
   * @param message parts of the failure's message
   */
  protected final void gap(String what, Check check, String... message) {
    gapAtTimes(1, what, check, message);
  }

  /** States a gap that only some of so many tries show, such as the outcome of a race. */
  protected final void gapAtTimes(int tries, String what, Check check, String... message) {
    Throwable failure = null;
    for (int i = 0; i < tries && failure == null; i++) {
      failure = catchThrowable(check::run);
    }
    assertThat(failure)
        .as("%s passes this check now: take out the gap '%s'", server.name(), what)
        .isNotNull();
    assertThat(failure).hasMessageContainingAll(message);
    pinned = what;
  }

  /** The gap that the check stated, empty if none. */
  final String pinned() {
    return pinned;
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The same bytes for the same length. */
  protected static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  protected static byte[] read(InputStream bytes) throws IOException {
    try (bytes) {
      return bytes.readAllBytes();
    }
  }

  protected final void assertHolds(String name, byte[] expected) throws IOException {
    assertThat(read(store.get(name))).as(store.url(name)).isEqualTo(expected);
  }

  /** All names of a listing, page after page. */
  protected static List<String> names(ObjectStore store, String prefix) throws IOException {
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      ListPage page = store.list(prefix, token);
      page.objects().stream().map(StoredObject::name).forEach(names::add);
      token = page.next();
    } while (!token.isEmpty());
    return names;
  }

  /** Asserts a failure's reason and that its one line names the URL. */
  protected static void assertFails(StorageException.Reason reason, String url, Check check) {
    Throwable failure = catchThrowable(check::run);
    assertThat(failure).as("what must fail on %s", url).isInstanceOf(StorageException.class);
    assertThat(failure.getMessage()).startsWith(url).doesNotContain("\n");
    assertThat(((StorageException) failure).reason()).as(failure.getMessage()).isEqualTo(reason);
  }

  /** Runs checks at once; the first failure is thrown. */
  protected static void atOnce(int threads, List<Check> checks) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      Semaphore start = new Semaphore(0);
      List<Future<?>> running = new ArrayList<>();
      for (Check check : checks) {
        running.add(
            executor.submit(
                () -> {
                  start.acquire();
                  start.release();
                  check.run();
                  return null;
                }));
      }
      start.release();
      for (Future<?> future : running) {
        future.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  protected static Content content(String text) {
    return Content.of(bytes(text));
  }
}
