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
import dev.drydock.testing.Contract;
import dev.drydock.testing.FidelityPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Checks of one ability of stores. Each check gets a bucket of its own.
 *
 * @param <S> the ability
 */
public abstract class StorageContract<S extends ObjectStore> extends Contract<Buckets> {
  private static final FidelityPage PAGE =
      new FidelityPage(
          "docs/storage-fidelity.md",
          List.of("in memory", "S3Proxy", "LocalStack", "gcs", "fake-gcs-server"),
          """
          # What each storage server does

          The contract tests of `cloud/contracts` write this page. They run against every server, and fail
          when a result differs from the page. A *gap* is also asserted by the server's own test, which
          fails when the server no longer has the gap. An empty cell was not run. `gcs` is the Cloud
          Storage server of this repository.

          To refresh the page:

          ```
          ./mvnw verify -Dit.test='*ObjectStore*IT' -Dsurefire.failIfNoSpecifiedTests=false \\
            -Ddrydock.fidelity=write
          ```
          """);

  /** The bucket of this check. */
  protected String bucket;

  /** The objects of that bucket. */
  protected S store;

  private final Class<S> ability;

  StorageContract(Class<S> ability) {
    this.ability = ability;
  }

  @BeforeEach
  final void makeBucket() throws Exception {
    bucket = uniqueName();
    buckets().create(bucket);
    store = open(bucket);
  }

  /** The objects of any bucket. */
  protected final S open(String name) {
    return ability.cast(buckets().open(name));
  }

  /** All buckets of the server under test. */
  protected final Buckets buckets() {
    return connection();
  }

  @Override
  public final FidelityPage page() {
    return PAGE;
  }

  @AfterEach
  final void removeBucket() throws Exception {
    removeAll(store);
    try {
      buckets().delete(bucket);
    } catch (StorageException e) {
      // Some servers keep parts of an aborted upload; those go with the server's data.
      assertThat(e.reason()).isEqualTo(StorageException.Reason.FAILED);
    } finally {
      store.close();
    }
  }

  /** Removes all objects and unfinished uploads of a bucket. */
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

  /** Asserts the reason of a failure, and that its message is one line that names the URL. */
  protected static void assertFails(StorageException.Reason reason, String url, Check check) {
    Throwable failure = catchThrowable(check::run);
    assertThat(failure).as("what must fail on %s", url).isInstanceOf(StorageException.class);
    assertThat(failure.getMessage()).startsWith(url).doesNotContain("\n");
    assertThat(((StorageException) failure).reason()).as(failure.getMessage()).isEqualTo(reason);
  }

  protected static Content content(String text) {
    return Content.of(bytes(text));
  }
}
