package dev.drydock.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Checks of one ability of servers. A server passes each check or has a known gap. The class is
 * named after the ability: {@code RangeReadsContract}.
 *
 * @param <C> the connection to a server
 */
@ExtendWith(FidelityReport.class)
public abstract class Contract<C extends AutoCloseable> implements Reported {
  /** A check, or a part of one. */
  public interface Check {
    void run() throws Exception;
  }

  private ServerUnderTest<C> server;
  private String gap = "";

  @BeforeEach
  final void takeServer(ServerUnderTest<C> tried) {
    server = tried;
  }

  /** The page that shows the results. */
  @Override
  public abstract FidelityPage page();

  /** The connection to the server under test. */
  protected final C connection() {
    return server.connection();
  }

  @Override
  public final String server() {
    return server.name();
  }

  /**
   * States that the server fails a check, and how. Fails when the server passes it, so that the gap
   * is removed.
   *
   * @param what what happens instead, in a word or two, for the table
   * @param message parts of the failure's message
   */
  protected final void gap(String what, Check check, String... message) {
    Throwable failure = catchThrowable(check::run);
    assertThat(failure)
        .as("%s passes this check now: remove the gap '%s'", server.name(), what)
        .isNotNull();
    assertThat(failure).hasMessageContainingAll(message);
    gap = what;
  }

  /**
   * States a gap that this check shows only at times, so that neither its success nor its failure
   * means anything. Another check has to show the same gap every time.
   */
  protected final void gapAtTimes(String what) {
    gap = what;
  }

  /** The gap that the check stated; empty if none. */
  @Override
  public final String gap() {
    return gap;
  }

  /** A name for a bucket, a queue and so on that no other test has. */
  protected static String uniqueName() {
    return "drydock-" + UUID.randomUUID().toString().substring(0, 18);
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Random bytes, the same for the same length. */
  protected static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** All bytes of a stream, which it closes. */
  protected static byte[] read(InputStream bytes) throws IOException {
    try (bytes) {
      return bytes.readAllBytes();
    }
  }

  /** Runs checks at the same time, and throws the first failure. */
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
}
