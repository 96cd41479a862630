package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.RangeReads;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.testing.Contract.Check;
import dev.drydock.testing.FaultProxy;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.SocketException;
import java.net.URI;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is stored, and what is reported, when the connection or the server is bad. The tests of a
 * store extend it and run against a real server behind a proxy.
 *
 * @param <S> the store
 */
public abstract class FaultsContract<S extends RangeReads> {
  /** More times than any client tries. */
  protected static final int ALWAYS = Integer.MAX_VALUE;

  /** The size of an object that every store sends in one request. */
  protected static final int SMALL = 200_000;

  /** The size of an object that some stores send in several requests. */
  protected static final int LARGE = (9 << 20) + 5;

  /** More connections than a client opens that gives up after three attempts. */
  protected static final int MANY = 20;

  private final Class<S> type;

  /** The bucket of this test. */
  protected String bucket;

  /** The proxy before the server. */
  protected FaultProxy proxy;

  /** The store without the proxy. */
  protected S straight;

  /** The store behind the proxy, which retries until the fault is over. */
  protected S store;

  /** The store behind the proxy, which gives up after three attempts. */
  protected S impatient;

  private Buckets straightBuckets;
  private Buckets faultyBuckets;
  private Buckets impatientBuckets;

  protected FaultsContract(Class<S> type) {
    this.type = type;
  }

  /** The server's address. */
  protected abstract URI endpoint() throws Exception;

  /** Connects to an address; retries for as long as a busy machine may need to answer. */
  protected abstract Buckets connect(URI endpoint) throws Exception;

  /** Connects to an address; gives up after three attempts. */
  protected abstract Buckets connectImpatiently(URI endpoint) throws Exception;

  /** The store's headers of an answer with an object, each with a line break at its end. */
  protected abstract String objectHeaders();

  /** A complete answer of a server that is busy, with a status such as {@code 503 Slow Down}. */
  protected abstract String busy(String status);

  @BeforeEach
  final void connect() throws Exception {
    bucket = "faults-" + UUID.randomUUID();
    straightBuckets = connect(endpoint());
    straightBuckets.create(bucket);
    straight = type.cast(straightBuckets.open(bucket));
    proxy = new FaultProxy(endpoint());
    faultyBuckets = connect(proxy.uri());
    store = type.cast(faultyBuckets.open(bucket));
    impatientBuckets = connectImpatiently(proxy.uri());
    impatient = type.cast(impatientBuckets.open(bucket));
  }

  @AfterEach
  final void disconnect() throws Exception {
    proxy.close();
    faultyBuckets.close();
    impatientBuckets.close();
    straightBuckets.close();
  }

  /** Random bytes, the same for the same length. */
  protected static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  protected static byte[] read(RangeReads store, String name) throws Exception {
    try (InputStream bytes = store.get(name)) {
      return bytes.readAllBytes();
    }
  }

  /** What the server has under a name. */
  protected final byte[] stored(String name) throws Exception {
    return read(straight, name);
  }

  /** Asserts a failure whose message is one line that begins with the object's URL. */
  protected final void assertFails(Check check, String name, String message, Reason... reasons) {
    Throwable failure = catchThrowable(check::run);
    assertThat(failure).isInstanceOf(StorageException.class);
    assertThat(failure.getMessage())
        .startsWith(straight.url(name) + ": " + message)
        .doesNotContain("\n");
    assertThat(((StorageException) failure).reason())
        .as(failure.getMessage())
        .isIn((Object[]) reasons);
  }

  /** Before the request, in its headers, in its content and after its last byte. */
  @ParameterizedTest
  @CsvSource({
    "200000, 0",
    "200000, 500",
    "200000, 65536",
    "200000, 200900",
    "9437189, 1500",
    "9437189, 5000000",
    "9437189, 9438000"
  })
  void anUploadThatIsResetIsRetried(int size, int offset) throws Exception {
    proxy.resetUpAfter(offset, 2);

    store.put("name", Content.of(random(size)));

    assertThat(stored("name")).isEqualTo(random(size));
  }

  @Tag("thorough")
  @ParameterizedTest
  @CsvSource({
    "200000, 1",
    "200000, 700",
    "200000, 1000",
    "200000, 1500",
    "200000, 2000",
    "200000, 20000",
    "200000, 100000",
    "200000, 199999",
    "200000, 200100",
    "9437189, 0",
    "9437189, 500",
    "9437189, 300000",
    "9437189, 9437000",
    "9437189, 9439000"
  })
  void anUploadThatIsResetAnywhereIsRetried(int size, int offset) throws Exception {
    anUploadThatIsResetIsRetried(size, offset);
  }

  @Tag("thorough")
  @ParameterizedTest
  @CsvSource({"200000, 0", "200000, 1500", "200000, 65536", "200000, 199000"})
  void anUploadThatIsAlwaysResetAnywhereChangesNothing(int size, int offset) throws Exception {
    anUploadThatIsAlwaysResetChangesNothing(size, offset);
  }

  @ParameterizedTest
  @CsvSource({"200000, 700", "200000, 100000", "9437189, 700", "9437189, 5000000"})
  void anUploadThatIsAlwaysResetChangesNothing(int size, int offset) throws Exception {
    straight.put("name", Content.of(random(1000)));
    proxy.resetUpAfter(offset, ALWAYS);
    proxy.connections();

    Throwable failure = catchThrowable(() -> impatient.put("name", Content.of(random(size))));

    assertThat(proxy.connections()).isLessThan(MANY);
    if (failure == null) {
      // An upload in several requests may succeed, as each attempt makes progress.
      assertThat(stored("name")).isEqualTo(random(size));
    } else {
      assertThat(failure)
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith(straight.url("name") + ": the server cannot be reached: ");
      assertThat(stored("name")).isEqualTo(random(1000));
    }
  }

  @Test
  void anUploadThatIsAlwaysResetCreatesNothing() throws Exception {
    proxy.resetUpAfter(SMALL / 2, ALWAYS);

    assertFails(
        () -> impatient.put("new", Content.of(random(SMALL))),
        "new",
        "the server cannot be reached: ",
        Reason.UNREACHABLE);

    assertThat(straight.head("new")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"200000, 0", "200000, 1", "200000, 40", "9437189, 0", "9437189, 40"})
  void anUploadWhoseAnswerIsLostIsRetried(int size, int offset) throws Exception {
    proxy.resetDownAfter(offset, 1);

    store.put("name", Content.of(random(size)));

    assertThat(stored("name")).isEqualTo(random(size));
  }

  /** Before the answer, in its headers, in its content and after its last byte. */
  @ParameterizedTest
  @ValueSource(ints = {0, 100, 65_536, 200_300})
  void aDownloadThatIsResetIsResumed(int offset) throws Exception {
    straight.put("name", Content.of(random(SMALL)));
    proxy.resetDownAfter(offset, 2);

    assertThat(read(store, "name")).isEqualTo(random(SMALL));
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(ints = {1, 300, 500, 1_000, 100_000, 199_999})
  void aDownloadThatIsResetAnywhereIsResumed(int offset) throws Exception {
    aDownloadThatIsResetIsResumed(offset);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 5_000})
  void aDownloadThatIsAlwaysResetEndsWithOneLine(int offset) throws Exception {
    straight.put("name", Content.of(random(SMALL)));
    proxy.resetDownAfter(offset, ALWAYS);

    assertFails(() -> read(impatient, "name"), "name", "the ", Reason.UNREACHABLE);
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(ints = {0, 1_000, 20_000})
  void aDownloadThatIsAlwaysResetAnywhereEndsWithOneLine(int offset) throws Exception {
    aDownloadThatIsAlwaysResetEndsWithOneLine(offset);
  }

  @Test
  void aChangedByteOfADownloadIsDetected() throws Exception {
    straight.put("name", Content.of(random(SMALL)));
    proxy.changeDown(150_000);

    assertFails(() -> read(store, "name"), "name", "checksum mismatch: ", Reason.CORRUPT);
  }

  @ParameterizedTest
  @CsvSource({"200000, 150000", "9437189, 5000000", "9637184, 9600000"})
  void aChangedByteOfAnUploadIsRefused(int size, int offset) throws Exception {
    straight.put("name", Content.of(random(1000)));
    proxy.changeUp(offset);

    assertFails(
        () -> store.put("name", Content.of(random(size))),
        "name",
        "the bytes were changed in transit: nothing was written",
        Reason.CORRUPT);

    assertThat(stored("name")).isEqualTo(random(1000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"429 Too Many Requests", "503 Slow Down"})
  void aBusyServerIsAskedAgain(String status) throws Exception {
    for (int size : new int[] {LARGE, SMALL}) {
      proxy.answer(busy(status), 1);
      store.put("name", Content.of(random(size)));
      assertThat(stored("name")).isEqualTo(random(size));
    }
    proxy.answer(busy(status), 2);
    assertThat(read(store, "name")).isEqualTo(random(SMALL));

    proxy.answer(busy(status), ALWAYS);
    for (int size : new int[] {LARGE, 1000}) {
      assertFails(
          () -> impatient.put("name", Content.of(random(size))),
          "name",
          "the server is ",
          Reason.THROTTLED,
          Reason.UNREACHABLE);
    }
    assertThat(stored("name")).isEqualTo(random(SMALL));
  }

  /** More bytes than an int can count, of which only the first ones arrive. */
  @Test
  void fiveGigabytesThatAreCutShortAreDetected() {
    String body = objectHeaders() + "Connection: close\r\n\r\n" + "x".repeat(100_000);
    proxy.answer("HTTP/1.1 200 OK\r\nContent-Length: 5368709120\r\n" + body, ALWAYS);

    // The client asks for the rest, and this server answers with the beginning again.
    assertFails(
        () -> drain(store.get("name")),
        "name",
        "the server returned other bytes than requested",
        Reason.FAILED);
    assertFails(
        () -> drain(store.get("name", "", 3L << 30, 1L << 30)),
        "name",
        "the server returned other bytes than requested",
        Reason.FAILED);

    proxy.answer(
        "HTTP/1.1 206 Partial Content\r\nContent-Length: 3221225472\r\n"
            + "Content-Range: bytes 2147483648-5368709119/5368709120\r\n"
            + body,
        ALWAYS);
    assertFails(
        () -> drain(store.get("name", "", 2L << 30, 3L << 30)),
        "name",
        "the connection was lost after 100000 of 3221225472 bytes",
        Reason.UNREACHABLE);
  }

  private static void drain(InputStream bytes) throws Exception {
    try (bytes) {
      bytes.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Wherever it comes from, it has been retried there, which may have taken long. */
  @ParameterizedTest
  @ValueSource(ints = {SMALL, LARGE})
  void contentThatCannotBeReadIsNotReadAgain(int size) {
    AtomicInteger opened = new AtomicInteger();

    assertThat(catchThrowable(() -> store.put("name", brokenContent(size, opened))))
        .isInstanceOf(StorageException.class)
        .hasMessage("memory://elsewhere/name: the connection was lost");
    assertThat(opened).hasValue(1);
  }

  private static Content brokenContent(int size, AtomicInteger opened) {
    return new Content() {
      @Override
      public long length() {
        return size;
      }

      @Override
      public InputStream open() {
        opened.incrementAndGet();
        return new SequenceInputStream(
            new ByteArrayInputStream(random(size / 2)),
            new InputStream() {
              @Override
              public int read() throws StorageException {
                throw new StorageException(
                    Reason.UNREACHABLE,
                    "memory://elsewhere/name: the connection was lost",
                    new SocketException("Connection reset"));
              }

              @Override
              public int read(byte[] buffer, int offset, int length) throws StorageException {
                return read();
              }
            });
      }
    };
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() throws Exception {
    proxy.close();

    assertFails(
        () -> impatient.put("name", Content.of(random(SMALL))),
        "name",
        "the server cannot be reached: ",
        Reason.UNREACHABLE);
  }
}
